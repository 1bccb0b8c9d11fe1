import { type Letter, letter } from '../kit/mail-letter.ts'
import { translate } from '../kit/locale.ts'
import type { Purpose } from './password-link.ts'

export interface Addressee { name: string; email: string; locale: string; audience: 'crm' | 'partner'; company: string; partner: string | null; until: string | null }

/** The letters that people get, by kind; those with a link say for what it is. */
export const kinds: Record<string, { link?: Purpose }> = { invitation: { link: 'invitation' }, reset: { link: 'reset' }, password_changed: {}, second_factor_off: {}, webhook_disabled: {} }

/** A letter in the words of the person's own language. */
export function write(kind: string, to: Addressee, url: string | null): Letter {
  const values = { name: to.name, email: to.email, company: to.company, where: to.partner ?? to.company, until: to.until && day(to.until, to.locale) }
  const say = (key: string) => translate(to.locale, `mails.${kind}.${key}`, values)
  return letter({
    locale: to.locale, company: to.company, subject: say('subject'), paragraphs: [translate(to.locale, 'mails.greeting', values), say('text')],
    closing: [say('closing')], ...(url ? { button: { label: say('button'), url } } : {}),
  })
}

const day = (moment: string, locale: string) => new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(new Date(moment))
