import { Decimal, sum } from '../kit/money.ts'

/** An open invoice of somebody. */
export interface Candidate { id: string; number: string; buyer: string; name: string; currency: string; open: string; due: string }
export interface Asking { amount: string; currency: string; counterparty: string | null; remittance: string | null; structured: string | null; endToEndId: string | null; /** Whose the account was that paid before. */ knownBuyer: string | null }
export interface Match { buyer: string; invoices: Candidate[]; by: 'REFERENCE' | 'NUMBER' | 'IBAN' | 'AMOUNT' | 'SUM'; confidence: number }

const bare = (text: string | null) => (text ?? '').toUpperCase().replaceAll(/[^A-Z0-9]/g, '')
/** A number stands in a text, however it is parted there, when no other digit follows at once: INV-2026-00001 is not INV-2026-000012, but may have a date behind it. */
const standsIn = (text: string, number: string) => new RegExp(`${[...bare(number)].join('[^A-Z0-9]*')}(?!\\d)`).test(text)
/** Beyond these, sums are not tried. */
const mostTried = 14, mostTogether = 4

/** What a payment seems to pay: whoever is named, then whoever has paid from there before, then whoever owes as much. Pure; null when nothing speaks for anything. */
export function match(line: Asking, candidates: readonly Candidate[]): Match | null {
  const amount = new Decimal(line.amount)
  if (amount.lte(0)) return null
  const exact = (invoices: readonly Candidate[]) => invoices.every(({ currency }) => currency === line.currency) && sum(invoices.map(({ open }) => open)).eq(amount)
  const structured = (line.structured ?? '').toUpperCase(), said = `${line.remittance ?? ''} ${line.endToEndId ?? ''}`.toUpperCase()
  for (const [by, text, sure] of [['REFERENCE', structured, 99], ['NUMBER', said, 97]] as const) {
    const short = bare(text), found = short ? candidates.filter(({ number }) => short.includes(bare(number)) && standsIn(text, number)) : [], buyers = new Set(found.map(({ buyer }) => buyer))
    // numbers of several buyers: somebody has to look
    if (found.length && buyers.size === 1) return { buyer: found[0]!.buyer, invoices: oldest(found), by, confidence: exact(found) ? sure : 85 }
  }
  const alike = candidates.filter(({ currency }) => currency === line.currency)
  if (line.knownBuyer) {
    const own = oldest(alike.filter(({ buyer }) => buyer === line.knownBuyer)), same = own.filter((one) => exact([one]))
    if (same.length) return { buyer: line.knownBuyer, invoices: [same[0]!], by: 'IBAN', confidence: same.length === 1 ? 80 : 65 }
    const together = onlySum(own, amount)
    return together ? { buyer: line.knownBuyer, invoices: together, by: 'SUM', confidence: 75 } : { buyer: line.knownBuyer, invoices: [], by: 'IBAN', confidence: 40 }
  }
  const named_ = bare(line.counterparty), same = alike.filter((one) => exact([one])), byName = same.filter(({ name }) => named_ !== '' && bare(name) === named_)
  if (byName.length === 1) return { buyer: byName[0]!.buyer, invoices: byName, by: 'AMOUNT', confidence: 75 }
  if (same.length === 1) return { buyer: same[0]!.buyer, invoices: same, by: 'AMOUNT', confidence: 50 }
  const own = named_ === '' ? [] : oldest(alike.filter(({ name }) => bare(name) === named_)), together = new Set(own.map(({ buyer }) => buyer)).size === 1 ? onlySum(own, amount) : null
  return together ? { buyer: together[0]!.buyer, invoices: together, by: 'SUM', confidence: 65 } : null
}

const oldest = (invoices: readonly Candidate[]) => [...invoices].sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : a.number < b.number ? -1 : 1))

/** The invoices that make up an amount, when there is one way alone. */
function onlySum(invoices: readonly Candidate[], amount: Decimal): Candidate[] | null {
  const tried = invoices.slice(0, mostTried), found: Candidate[][] = []
  const walk = (from: number, chosen: Candidate[], left: Decimal): void => {
    if (found.length > 1) return
    if (left.isZero() && chosen.length > 1) { found.push(chosen); return }
    if (left.lte(0) || chosen.length === mostTogether) return
    for (let index = from; index < tried.length; index++) walk(index + 1, [...chosen, tried[index]!], left.minus(tried[index]!.open))
  }
  walk(0, [], amount)
  return found.length === 1 ? found[0]! : null
}
