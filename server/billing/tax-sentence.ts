import { translate } from '../kit/locale.ts'

/** What the law wants said where no tax is charged. */
export function taxSentence(reason: string | null, locale: string): string | null {
  if (!reason) return null
  const [code, ...certificate] = reason.split(' ')
  return translate(locale, `tax.${code}`, { certificate: certificate.join(' ') })
}
