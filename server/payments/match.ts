import { invoiceNumbersIn } from '../billing/legal-number.ts'
import { Decimal, sum } from '../kit/money.ts'

/** An invoice of somebody; what is paid is there for whoever names it. */
export interface Candidate { id: string; number: string; buyer: string; name: string; currency: string; open: string; due: string }
export interface Asking { amount: string; currency: string; counterparty: string | null; remittance: string | null; structured: string | null; endToEndId: string | null; /** For whom the account has paid before: for several, where it is a bank's or a group's. */ payers: readonly string[] }
/** Why: a number in the reference or in the text, that and the account where several are named, a number that is paid already, the account, the amount, or a sum of amounts. */
export type Reason = 'REFERENCE' | 'NUMBER' | 'PAYER' | 'PAID' | 'IBAN' | 'AMOUNT' | 'SUM'
export interface Match { buyer: string; invoices: Candidate[]; by: Reason; confidence: number }

const bare = (text: string | null) => (text ?? '').toUpperCase().replaceAll(/[^A-Z0-9]/g, '')
/** Beyond these, sums are not tried. */
const mostTried = 14, mostTogether = 4

/**
 * Tells of payments what they seem to pay: whatever is named; where nothing is, what the account has paid for before; then whoever owes as
 * much. Nothing is proposed beside what is named: of several buyers, the account says which one. A payment is looked up, not compared with all.
 */
export function matcher(candidates: readonly Candidate[]): (line: Asking) => Match | null {
  const byNumber = new Map(candidates.map((one) => [one.number, one])), open = candidates.filter((one) => new Decimal(one.open).gt(0))
  const owing = grouped(oldest(open), ({ currency, buyer }) => `${currency} ${buyer}`), owed = grouped(open, (one) => `${one.currency} ${new Decimal(one.open).toFixed()}`), called = grouped(oldest(open), ({ currency, name }) => `${currency} ${bare(name)}`)
  const buyersOf = (invoices: readonly Candidate[]) => [...new Set(invoices.map(({ buyer }) => buyer))]

  /** Undefined when nothing is named. */
  function named(line: Asking, amount: Decimal): Match | null | undefined {
    const exact = (invoices: readonly Candidate[]) => invoices.every(({ currency }) => currency === line.currency) && sum(invoices.map((one) => one.open)).eq(amount)
    const told = ([['REFERENCE', line.structured, 99], ['NUMBER', `${line.remittance ?? ''} ${line.endToEndId ?? ''}`, 97]] as const)
      .map(([by, text, sure]) => ({ by, sure, found: invoiceNumbersIn(text ?? '').flatMap((number) => byNumber.get(number) ?? []) })).filter(({ found }) => found.length)
    for (const { by, sure, found } of told) {
      const unpaid = oldest(found.filter((one) => new Decimal(one.open).gt(0))), buyers = buyersOf(unpaid), [payer, ...others] = buyers.filter((buyer) => line.payers.includes(buyer))
      if (buyers.length === 1) return { buyer: buyers[0]!, invoices: unpaid, by, confidence: exact(unpaid) ? sure : 85 }
      // numbers of several buyers: unless the account is that of one alone, somebody has to look
      if (buyers.length > 1) return payer && !others.length ? { buyer: payer, invoices: unpaid.filter(({ buyer }) => buyer === payer), by: 'PAYER', confidence: 70 } : null
    }
    if (!told.length) return undefined
    const [buyer, ...more] = buyersOf(told.flatMap(({ found }) => found))
    return buyer && !more.length ? { buyer, invoices: [], by: 'PAID', confidence: 60 } : null
  }

  function fromAccount({ payers, currency }: Asking, same: readonly Candidate[], amount: Decimal): Match | null {
    const own = oldest(same.filter(({ buyer }) => payers.includes(buyer))), [buyer, ...others] = buyersOf(own), sure = payers.length === 1 ? 80 : 70
    if (buyer && !others.length) return { buyer, invoices: [own[0]!], by: 'IBAN', confidence: own.length === 1 ? sure : sure - 15 }
    // for whom a bank or a group has paid this time, nobody knows
    if (payers.length > 1) return null
    const together = onlySum(owing.get(`${currency} ${payers[0]!}`) ?? [], amount)
    return { buyer: payers[0]!, invoices: together ?? [], by: together ? 'SUM' : 'IBAN', confidence: together ? 75 : 40 }
  }

  return (line) => {
    const amount = new Decimal(line.amount)
    if (amount.lte(0)) return null
    const found = named(line, amount)
    if (found !== undefined) return found
    const same = owed.get(`${line.currency} ${amount.toFixed()}`) ?? []
    if (line.payers.length) return fromAccount(line, same, amount)
    const name = bare(line.counterparty), byName = same.filter((one) => name !== '' && bare(one.name) === name)
    if (byName.length === 1) return { buyer: byName[0]!.buyer, invoices: byName, by: 'AMOUNT', confidence: 75 }
    if (same.length === 1) return { buyer: same[0]!.buyer, invoices: same, by: 'AMOUNT', confidence: 50 }
    const own = name === '' ? [] : called.get(`${line.currency} ${name}`) ?? [], together = buyersOf(own).length === 1 ? onlySum(own, amount) : null
    return together ? { buyer: together[0]!.buyer, invoices: together, by: 'SUM', confidence: 65 } : null
  }
}

function grouped(invoices: readonly Candidate[], keyOf: (one: Candidate) => string): Map<string, Candidate[]> {
  const groups = new Map<string, Candidate[]>()
  for (const one of invoices) {
    const key = keyOf(one), group = groups.get(key)
    if (group) group.push(one)
    else groups.set(key, [one])
  }
  return groups
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
