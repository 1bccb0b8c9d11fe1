import { newId } from '../../kit/ids.ts'
import { lessPercent, round } from '../../kit/money.ts'
import { type Basis, type EntryTerms, type ListKind, type ListTerms, type Rounding, everything } from '../../pricing/terms.ts'
import { type Currency, currencies } from '../catalog/product.ts'
import { type Words, words } from '../kit/words.ts'
import type { DemoPartner } from '../people/partner.ts'
import type { World } from '../world.ts'

/** A list that still grows. */
type DemoList = ListTerms & { entries: Map<string, EntryTerms[]> }
/** `[from quantity, per cent of the list price]` */
type Steps = [quantity: number, percent: number][]
type Shares = Partial<Record<string, Steps>>

const levelShares: Record<'Platinum' | 'Gold', Shares> = {
  Platinum: { machines: [[1, 78]], tooling: [[1, 68], [20, 64], [100, 60]], workholding: [[1, 72], [10, 69]], automation: [[1, 74]], measuring: [[1, 76]], lubricants: [[1, 82], [10, 78], [50, 74]] },
  Gold: { machines: [[1, 83]], tooling: [[1, 72], [20, 68], [100, 64]], workholding: [[1, 77], [10, 74]], automation: [[1, 79]], measuring: [[1, 81]], lubricants: [[1, 86], [10, 82], [50, 78]] },
}
/** The channel's base, from which Silver takes what it does not say itself. */
const baseShares: Shares = { machines: [[1, 85]], tooling: [[1, 73]], workholding: [[1, 79]], automation: [[1, 81]], measuring: [[1, 83]] }
const silverShares: Shares = { tooling: [[1, 76], [20, 73], [100, 70]], lubricants: [[1, 90], [10, 87], [50, 84]] }
const regions: [country: string, currency: Currency, name: Words, shares: Shares][] = [
  ['TW', 'TWD', words('Taiwan: parts and supplies', '台灣：備品與耗材', '台湾：备件与耗材'), { service: [[1, 88]] }],
  ['DE', 'EUR', words('Germany: parts from the Düsseldorf depot', '德國：杜塞道夫倉備品', '德国：杜塞尔多夫仓备件'), { service: [[1, 91]], spindles: [[1, 93]] }],
  ['US', 'USD', words('USA: parts from the Elk Grove depot', '美國：芝加哥倉備品', '美国：芝加哥仓备件'), { service: [[1, 90]], spindles: [[1, 92]] }],
]
/** What the Silver lists add for handling, and how their prices end. */
const endings: Record<Currency, Pick<ListPlan, 'surcharge' | 'rounding'>> = {
  TWD: { surcharge: 50, rounding: { roundTo: '10' } }, EUR: { surcharge: 1.5, rounding: { roundTo: '1', roundEnding: '0.9' } }, USD: { surcharge: 1.5, rounding: { roundTo: '1', roundEnding: '0.95', roundMode: 'UP' } },
}
/** Machines with a fixed price for a level, as a share of the list price before rounding. */
const fixed: Record<'Platinum' | 'Gold', [string, number][]> = { Platinum: [['VMC-850', 0.765], ['CL-200', 0.77]], Gold: [['VMC-850', 0.815], ['CL-200', 0.82], ['DT-500', 0.815]] }

interface ListPlan { kind: ListKind; name: Words; currency: Currency; partner?: DemoPartner; level?: string; country?: string; derivedFrom?: ListTerms; adjust?: number; surcharge?: number; rounding?: Rounding; to?: string }

function addList(world: World, { kind, name, currency, partner, level, country, derivedFrom, adjust = 100, surcharge = 0, rounding = {}, to }: ListPlan): DemoList {
  const from = `${world.calendar.year - 1}-01-01`
  const list: DemoList = {
    id: newId(), name: name.en, kind, currency, derivedFrom: derivedFrom ?? null, adjustPercent: String(adjust), adjustSurcharge: String(surcharge), ...rounding, entries: new Map(), validFrom: from, validTo: to ?? null,
  }
  world.rows.add('price_list', {
    id: list.id, name: name.en, name_i18n: name, kind, currency, partner_id: partner?.id ?? null, level_id: level ? world.levels.get(level) : null, country: country ?? null,
    derived_from_id: derivedFrom?.id ?? null, adjust_percent: adjust, adjust_surcharge: surcharge, round_to: rounding.roundTo ?? null, round_ending: rounding.roundEnding ?? null, round_mode: rounding.roundMode ?? null, valid_from: from, valid_to: to ?? null,
  })
  return list
}

function addEntry(world: World, list: DemoList, basis: Basis, value: number, of: { sku?: string; category?: string; from?: number }): void {
  const productId = of.sku ? world.product(of.sku).id : null
  const categoryId = of.category ? world.categories.get(of.category)!.id : null
  const entry: EntryTerms = { id: newId(), minQuantity: of.from ?? 1, basis, value: String(value), validFrom: null, validTo: null }
  const target = productId ?? categoryId ?? everything
  list.entries.set(target, [...(list.entries.get(target) ?? []), entry])
  world.rows.add('price_list_entry', { id: entry.id, price_list_id: list.id, product_id: productId, category_id: categoryId, min_quantity: entry.minQuantity, basis, value })
}

/** A price on what the products cost us: a percentage of it that only staff are told. */
function addOnCost(world: World, list: DemoList, percent: number, category: string): void {
  const { id } = world.categories.get(category)!, currency = list.currency as Currency
  const prices = Object.fromEntries(world.products.filter(({ terms }) => terms.categoryPath.includes(id)).map(({ id: product, cost }) => [product, round(lessPercent(cost[currency], 100 - percent), currency).toFixed()]))
  const entry: EntryTerms = { id: newId(), minQuantity: 1, basis: 'COST_PERCENT', value: null, prices, validFrom: null, validTo: null }
  list.entries.set(id, [...(list.entries.get(id) ?? []), entry])
  world.rows.add('price_list_entry', { id: entry.id, price_list_id: list.id, product_id: null, category_id: id, min_quantity: 1, basis: 'COST_PERCENT', value: null })
  world.rows.add('price_entry_cost', { entry_id: entry.id, price_list_id: list.id, value: percent })
}

function addShares(world: World, list: DemoList, shares: Shares): void {
  for (const [category, steps] of Object.entries(shares)) for (const [from, percent] of steps!) addEntry(world, list, 'LIST_PERCENT', percent, { category, from })
}

const current = (world: World, sku: string, currency: Currency) => Number(world.product(sku).terms.listPrices.filter((price) => price.currency === currency).at(-1)!.price)
const rounded = (amount: number, currency: Currency) => (currency === 'TWD' ? Math.round(amount / 1000) * 1000 : Math.round(amount / 50) * 50)
const addFixed = (world: World, list: DemoList, sku: string, share: number, from = 1) =>
  addEntry(world, list, 'FIXED', rounded(current(world, sku, list.currency as Currency) * share, list.currency as Currency), { sku, from })

/** Every list, and for each partner those that concern it. */
export function buildPriceLists(world: World): void {
  const all: (DemoList & { level?: string; country?: string; partner?: DemoPartner })[] = []
  for (const currency of currencies) {
    for (const level of ['Platinum', 'Gold'] as const) {
      const list = addList(world, { kind: 'LEVEL', name: words(`${level} ${currency}`, `${level === 'Gold' ? '金級' : '白金級'} ${currency}`, `${level === 'Gold' ? '金级' : '白金级'} ${currency}`), currency, level })
      addShares(world, list, levelShares[level])
      for (const [sku, share] of fixed[level]) addFixed(world, list, sku, share)
      all.push(Object.assign(list, { level }))
    }
    const base = addList(world, { kind: 'BASE', name: words(`Channel base ${currency}`, `通路基準 ${currency}`, `渠道基准 ${currency}`), currency })
    addShares(world, base, baseShares)
    const silver = addList(world, { kind: 'LEVEL', name: words(`Silver ${currency}`, `銀級 ${currency}`, `银级 ${currency}`), currency, level: 'Silver', derivedFrom: base, adjust: 104, ...endings[currency] })
    addShares(world, silver, silverShares)
    all.push(Object.assign(silver, { level: 'Silver' }))
  }
  for (const [country, currency, name, shares] of regions) {
    const list = addList(world, { kind: 'REGION', name, currency, country })
    addShares(world, list, shares)
    all.push(Object.assign(list, { country }))
  }
  for (const partner of world.partners.values()) {
    partner.lists = all.filter((list) => list.currency === partner.currency && (list.kind === 'LEVEL' ? list.level === partner.level : list.country === partner.country))
  }
  addOwnLists(world)
  world.directLists = [all.find(({ country }) => country === 'TW')!, addDefaultList(world)]
}

/** What was agreed with single partners. */
function addOwnLists(world: World): void {
  const northstar = world.partner('NST'), rheinwerk = world.partner('RWM'), goldenGate = world.partner('GGC')
  const agreed = addList(world, { kind: 'PARTNER', name: words('Northstar agreement', 'Northstar 協議價', 'Northstar 协议价'), currency: 'USD', partner: northstar })
  addFixed(world, agreed, 'VMC-850', 0.8)
  addFixed(world, agreed, 'VMC-850', 0.785, 3)
  addFixed(world, agreed, 'VMC-1000', 0.805)
  addEntry(world, agreed, 'LIST_PERCENT', 66, { sku: 'TH-BT40-ER32-100' })
  addEntry(world, agreed, 'LIST_PERCENT', 61, { sku: 'TH-BT40-ER32-100', from: 50 })
  addEntry(world, agreed, 'LIST_PERCENT', 73, { sku: 'CH-308' })
  addEntry(world, agreed, 'LIST_SURCHARGE', -22, { sku: 'MK-VMC' })
  northstar.lists.push(agreed)

  const platinum = rheinwerk.lists.find(({ kind }) => kind === 'LEVEL')!
  const framework = addList(world, { kind: 'PARTNER', name: words('Rheinwerk framework contract', 'Rheinwerk 框架合約', 'Rheinwerk 框架合同'), currency: 'EUR', partner: rheinwerk, derivedFrom: platinum, adjust: 98 })
  addEntry(world, framework, 'LIST_PERCENT', 84, { category: 'service' })
  rheinwerk.lists.push(framework)

  const special = addList(world, { kind: 'SPECIAL', name: words('Golden Gate showroom machines', 'Golden Gate 展示機特價', 'Golden Gate 展示机特价'), currency: 'USD', partner: goldenGate, to: world.calendar.day(70) })
  addFixed(world, special, 'FX-320U', 0.7)
  addFixed(world, special, 'TC-52SY', 0.71)
  addOnCost(world, special, 138, 'measuring')
  goldenGate.lists.push(special)
}

function addDefaultList(world: World): ListTerms {
  const list = addList(world, { kind: 'DEFAULT', name: words('Direct customers', '直營客戶', '直销客户'), currency: 'TWD' })
  addShares(world, list, { tooling: [[1, 100], [20, 96], [100, 92]], lubricants: [[1, 100], [10, 95]] })
  return list
}
