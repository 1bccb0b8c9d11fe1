import { newId } from '../../kit/ids.ts'
import type { Random } from '../kit/random.ts'
import type { Row } from '../kit/rows.ts'
import type { World } from '../world.ts'

type Text = Record<string, string>
const evidence: Record<string, Text> = {
  WEB_FORM: { en: 'Ticked on the download page of the tooling catalogue, confirmed by e-mail.', 'zh-Hant': '型錄下載頁勾選，並經電子郵件確認。' },
  TRADE_FAIR: { en: 'Card signed at our stand, EMO.', 'zh-Hant': '台北工具機展現場簽名表單。' },
  PAPER: { en: 'Delivery note with the signed box.', 'zh-Hant': '送貨單簽名欄勾選。' },
  EMAIL: { en: 'Answered our question by e-mail.', 'zh-Hant': '以電子郵件回覆。' },
  PHONE: { en: 'Said so on the phone.', 'zh-Hant': '電話中告知。' },
}
const wishes: Text[] = [
  { en: 'Complained about calls during the shift.', 'zh-Hant': '抱怨上班時間來電。' },
  { en: 'Wants everything through purchasing.', 'zh-Hant': '要求一律經由採購部門。' },
  { en: 'Left the company; successor not known yet.', 'zh-Hant': '已離職，接任者未定。' },
]
const said = (texts: Text, { preferred_language }: Row): string => texts[preferred_language as string] ?? texts.en!

/** Half of the contacts have agreed to something, some thought better of it, and a few want to be left alone. */
export function buildConsents(world: World): void {
  const random = world.random.fork()
  for (const contact of world.rows.of('contact')) {
    if (random.chance(0.5)) agree(world, random, contact)
    if (random.chance(0.03)) {
      contact.do_not_contact_since = world.calendar.with(random).ago(random.int(3, 200))
      contact.do_not_contact_reason = said(random.pick(wishes), contact)
    }
  }
}

function agree(world: World, random: Random, contact: Row): void {
  const reaches = random.some(['EMAIL MARKETING', 'EMAIL NEWSLETTER', 'EMAIL SURVEY', 'EMAIL SERVICE', 'PHONE MARKETING', 'PHONE SERVICE', 'SMS SERVICE', 'POST MARKETING'], random.int(1, 4))
  for (const reach of reaches) {
    const [channel, purpose] = reach.split(' ')
    const source = random.pick(['WEB_FORM', 'WEB_FORM', 'TRADE_FAIR', 'PAPER', 'PHONE'])
    const days = random.int(30, 700), decide = (decision: string, by: string, ago: number) => {
      const at = world.calendar.with(random).ago(ago)
      world.rows.add('consent', { id: newId(), contact_id: contact.id, channel, purpose, decision, source: by, evidence: said(evidence[by]!, contact), at, recorded_at: at, recorded_by_id: by === 'WEB_FORM' ? null : contact.seller_id ?? contact.owner_id })
    }
    decide('Given', source, days)
    if (random.chance(0.15)) decide('Withdrawn', random.pick(['EMAIL', 'PHONE']), random.int(1, days - 20))
  }
}
