import { createHash } from 'node:crypto'
import { newId } from '../../kit/ids.ts'
import { dayIn } from '../../kit/written.ts'
import { Random } from '../kit/random.ts'
import type { DemoAccount } from '../accounts/account.ts'
import type { DemoPartner } from '../people/partner.ts'
import { record } from '../trade/record.ts'
import type { World } from '../world.ts'
import { fill, templates } from './templates.ts'

/** A chance of its own: what is made up here changes nothing of the rest. */
const seed = 35

/** The letterhead, links to the offers on the table, and contracts: some running, one soon to be renewed, one to be signed. */
export function buildOffers(world: World): void {
  const random = new Random(seed)
  writeLetterhead(world)
  writeLinks(world, random)
  writeContracts(world, random)
}

function writeLetterhead({ rows }: World): void {
  const id = newId()
  rows.add('letterhead', { id, country: 'TW', tax_id: '24536806', street: 'No. 88, Jingke Road', city: 'Taichung', postal_code: '408', bic: 'BKTWTWTP', phone: '+886 4 2350 8800', email: 'sales@guanxi.example', website: 'www.guanxi.example' })
  const text = (locale: string, given: Record<string, string>) => rows.add('letterhead_text', { id: newId(), letterhead_id: id, locale, ...given })
  text('en', { name: 'Guanxi Machine Tools', address: 'No. 88, Jingke Road, Nantun District\nTaichung 408, Taiwan', bank: 'Bank of Taiwan, Taichung Branch\nSWIFT BKTWTWTP · 0104 5678 9012', payment_terms: '30 % with the order, 60 % before shipment, 10 % after acceptance.', delivery_terms: 'FCA Taichung, Incoterms 2020.', closing: 'We look forward to your order.' })
  text('zh-Hant', { name: '關係精機股份有限公司', address: '408 台中市南屯區精科路 88 號', bank: '臺灣銀行 台中分行\n0104 5678 9012', payment_terms: '下單付 30%，出貨前付 60%，驗收後付 10%。', delivery_terms: '台中工廠交貨，含國內運費。', closing: '敬請惠顧。' })
  text('zh-Hans', { name: '关系精机股份有限公司', address: '台湾台中市南屯区精科路 88 号', bank: '台湾银行 台中分行\n0104 5678 9012', payment_terms: '下单付 30%，发货前付 60%，验收后付 10%。', delivery_terms: '台中工厂交货（FCA），Incoterms 2020。', closing: '敬请惠顾。' })
}

/** Whoever was presented an offer of late has a link; some have looked at it, one was withdrawn. */
function writeLinks(world: World, random: Random): void {
  const { rows, calendar } = world
  const contacts = new Map(rows.of('contact').map((contact) => [contact.id, contact])), quotes = new Map(rows.of('quote').map((quote) => [quote.id, quote]))
  const people = new Map(rows.of('app_user').map((person) => [person.id, person]))
  for (const version of rows.of('quote_version').filter(({ state, superseded }) => state === 'Presented' && !superseded)) {
    const quote = quotes.get(version.quote_id)!, person = quote.partner_id ? people.get(quote.seller_id) : undefined, contact = quote.partner_id ? undefined : contacts.get(quote.contact_id)
    const at = version.presented_at as Date, opened = random.chance(0.7) && calendar.isPast(calendar.later(at, 1)) ? calendar.later(at, 1) : null
    if (!person && !contact?.email) continue
    const chinese = contact?.preferred_language === 'zh-Hant', name = person?.name ?? (chinese ? `${contact!.last_name as string}${contact!.first_name as string}` : `${contact!.first_name as string} ${contact!.last_name as string}`)
    const id = newId(), email = (person ?? contact)!.email, locale = person?.locale ?? (chinese ? 'zh-Hant' : 'en')
    rows.add('quote_link', {
      id, quote_id: quote.id, version_id: version.id, user_id: person?.id ?? null, contact_id: contact?.id ?? null, name, email, locale, expires_at: `${version.valid_until as string}T16:00:00Z`,
      ...(random.chance(0.12) ? { revoked_at: at, revoked_by_id: quote.owner_id } : {}), created_by_id: quote.owner_id, created_at: at, opened_at: opened, last_opened_at: opened, open_count: opened ? random.int(1, 5) : 0,
    })
    rows.add('document_mail', { id: newId(), subject_type: 'quote', subject_id: quote.id, part_id: version.id, link_id: id, to_name: name, to_address: email, locale, subject: `${quote.number as string}`, body: '—', state: 'sent', attempts: 1, created_by_id: quote.owner_id, created_at: at, next_attempt_at: at, sent_at: at })
  }
}

interface Plan { with: DemoPartner | DemoAccount; partner: DemoPartner | null; account: DemoAccount | null; template: number; began: number; ends: number; renewal: 'NONE' | 'AUTOMATIC' | 'ASK'; notice: number; value: number | null; state: 'Draft' | 'Sent' | 'Active' | 'Expired' }

function writeContracts(world: World, random: Random): void {
  const { rows, calendar } = world, ids = templates.map(() => newId())
  templates.forEach((template, index) => rows.add('contract_template', { id: ids[index], ...template, active: true, created_at: calendar.ago(300), updated_at: calendar.ago(300) }))
  const dealers = [...world.partners.values()].filter(({ state }) => state === 'Active'), buyers = world.accounts.filter(({ partner, kind }) => !partner && kind === 'ORGANISATION')
  const plans: Plan[] = [
    ...dealers.map((partner, index): Plan => ({ with: partner, partner, account: null, template: 0, began: 330 - index * 9, ends: index === 0 ? 45 : 60 + index * 40, renewal: index % 3 === 1 ? 'AUTOMATIC' : 'ASK', notice: 30, value: null, state: 'Active' })),
    ...buyers.slice(0, 9).map((account, index): Plan => ({ with: account, partner: null, account, template: account.country === 'TW' ? 2 : 1, began: index === 8 ? 400 : 300 - index * 30, ends: index === 8 ? -35 : index === 0 ? 24 : 65 + index * 30, renewal: index === 8 ? 'NONE' : 'ASK', notice: 14, value: random.int(8, 60) * 10_000, state: index === 8 ? 'Expired' : index === 6 ? 'Sent' : index === 7 ? 'Draft' : 'Active' })),
  ]
  for (const plan of plans.sort((one, other) => other.began - one.began)) write(world, plan, ids[plan.template]!)
}

function write(world: World, { with: whom, partner, account, template: index, began, ends, renewal, notice, value, state }: Plan, templateId: string): void {
  const { rows, calendar } = world, id = newId(), at = calendar.ago(began), owner = partner?.representative ?? account!.owner, template = templates[index]!
  const number = world.numbers.next('contract', partner, at), startOn = calendar.dayOf(at), endOn = calendar.day(ends), sent = state !== 'Draft', subject = { type: 'contract', id, accountId: account?.id ?? null, partnerId: partner?.id ?? null, ownerId: owner.id }
  rows.add('contract', {
    id, number, title: template.name, kind: template.kind, state, locale: template.locale, body: template.body, partner_id: partner?.id ?? null, account_id: account?.id ?? null, owner_id: owner.id, template_id: templateId, start_on: startOn, end_on: endOn,
    renewal, renewal_months: renewal === 'NONE' ? null : 12, notice_days: notice, value, currency: value === null ? null : 'TWD', sent_at: sent ? at : null, created_by_id: owner.id, created_at: at, updated_at: at,
  })
  record(world, 'contract.created', at, owner, subject, { number, title: template.name }, false)
  if (!sent) return
  const day = dayIn(template.locale)
  const body = fill(template.body, {
    'company.name': template.locale === 'zh-Hant' ? '關係精機' : 'Guanxi Machine Tools', 'partner.name': whom.name, 'account.name': whom.name, 'buyer.name': whom.name, 'partner.city': new Intl.DisplayNames(template.locale, { type: 'region' }).of(whom.country) ?? '', 'account.city': account?.city ?? '', 'contract.start': day(startOn), 'contract.end': day(endOn),
    'contract.renewal': template.locale === 'zh-Hant' ? '協議續約' : renewal === 'AUTOMATIC' ? 'automatic' : 'by agreement', 'contract.renewalMonths': '12', 'contract.noticeDays': String(notice), 'contract.value': value === null ? '' : `TWD ${value}`, 'contract.title': template.name, today: day(startOn), 'owner.name': owner.name, 'owner.email': owner.email,
  })
  const textId = newId()
  rows.add('contract_text', { id: textId, contract_id: id, number: 1, body, sha256: `\\x${createHash('sha256').update(body).digest('hex')}`, created_by_id: owner.id, created_at: at })
  record(world, 'contract.sent', at, owner, subject, { number, title: template.name, to: '–' }, true)
  const sides = [['OURS', owner.name, null], ['THEIRS', partner?.people[0]?.name ?? account?.contacts[0]?.name ?? whom.name, null]] as const
  for (const [side, name] of state === 'Sent' ? sides.slice(0, 1) : sides) {
    rows.add('contract_signature', { id: newId(), contract_id: id, text_id: textId, side, name, signed_on: startOn, recorded_by_id: owner.id, recorded_at: at })
    record(world, 'contract.signed', at, owner, subject, { number, title: template.name, name, side }, true)
  }
}
