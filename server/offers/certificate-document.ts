import { StyleSheet } from '@react-pdf/renderer'
import { bound, foot, head, muted, rule, speech, styles, text, view } from '../documents/paper.ts'
import type { PrintedLetterhead } from '../documents/read-letterhead.ts'

export interface PrintedCertificate { letterhead: PrintedLetterhead; number: string; facts: [label: string, value: string | null][] }

const own = StyleSheet.create({ fact: { flexDirection: 'row', gap: 12, paddingVertical: 6, borderBottomWidth: 0.5, borderBottomColor: rule }, label: { width: 130, color: muted }, value: { flex: 1 } })

/** What is known of an acceptance by a link, on one page. */
export async function renderCertificate({ letterhead, number, facts }: PrintedCertificate, locale: string): Promise<Buffer> {
  const say = speech(locale, 'USD'), t = (key: string) => say.t(`certificate.${key}`)
  return bound(number, locale,
    head(letterhead, text(styles.title, t('title')), text({}, number)),
    text({ marginBottom: 18 }, t('text')),
    ...facts.filter(([, value]) => value).map(([name, value]) => view(own.fact, text(own.label, t(name)), text(own.value, value))),
    foot(letterhead, number, say))
}
