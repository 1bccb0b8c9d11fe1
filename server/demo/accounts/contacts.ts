import { newId } from '../../kit/ids.ts'
import type { World } from '../world.ts'
import type { DemoAccount } from './account.ts'
import { personWords } from './names.ts'

const notes: Record<string, string[]> = {
  TW: ['偏好 LINE 聯絡，下午三點後較有空。', '大學同學在台積電，重視潔淨度要求。', '喜歡喝高山茶，拜訪請提早告知。', '不喜歡電話，請以電子郵件聯絡。'],
  US: ['Call before 7 am or after 3 pm; on the floor in between.', 'Fishing in June, do not plan deliveries.', 'Trained on Mazak, asks for conversational programming.', 'Prefers a visit over any e-mail.'],
  DE: ['Freitags nur bis 12 Uhr erreichbar.', 'Legt Wert auf Messprotokolle.', 'War auf der EMO an unserem Stand, Interesse an 5-Achs.', 'Bitte immer schriftlich mit Zeichnungsnummer.'],
}

/** One to three people; all but the first report to somebody above them. */
export function addContacts(world: World, account: DemoAccount, phone: () => string): void {
  const { random, rows } = world
  const { first, last, titles, language } = personWords[account.country]!
  const count = account.kind === 'PERSON' ? 1 : random.int(1, 3)
  // a plant's head is not the company's
  const ranks = random.some(account.parent ? titles.slice(1) : titles, count)
  for (let index = 0; index < count; index++) {
    const [firstName, firstLatin] = spelled(random.pick(first)), [lastName, lastLatin] = spelled(random.pick(last))
    const id = newId()
    const reportsTo = index === 0 ? null : account.contacts[random.int(0, index - 1)]!.id
    account.contacts.push({ id, name: language === 'zh-Hant' ? lastName + firstName : `${firstName} ${lastName}` })
    rows.add('contact', {
      id, first_name: firstName, last_name: lastName, title: ranks[index], email: `${mailName(firstLatin, lastLatin)}@${account.domain}`, phone: phone(),
      preferred_language: language, preferred_channel: random.pick(['email', 'phone', 'visit', 'email']), reports_to_id: reportsTo, do_not_contact_since: null, do_not_contact_reason: null,
      partner_id: account.partner?.id ?? null, owner_id: account.owner.id, seller_id: account.seller?.id ?? null, created_at: account.createdAt, updated_at: account.createdAt,
    })
    rows.add('account_contact', { account_id: account.id, contact_id: id, main: index === 0 })
    if (random.chance(0.2)) rows.add('contact_note', { contact_id: id, note: random.pick(notes[account.country]!) })
  }
}

/** A name and how it is written in Latin letters: a Chinese one says both. */
function spelled(name: string): [name: string, latin: string] {
  const [, chinese, latin] = /^([\u4e00-\u9fff]+) (.+)$/.exec(name) ?? []
  return chinese ? [chinese, latin!] : [name, name]
}

/** An address that every mail server takes. */
const mailName = (first: string, last: string): string =>
  `${first}.${last}`.toLowerCase().normalize('NFD').replace(/ß/g, 'ss').replace(/ı/g, 'i').replace(/[^a-z.]/g, '')
