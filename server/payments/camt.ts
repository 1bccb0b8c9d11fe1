import { createHash } from 'node:crypto'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { UserError, UserErrors } from '../kit/errors.ts'
import { sum } from '../kit/money.ts'
import { mostEntries, signed, whole } from './statement-check.ts'
import type { ToldLine, ToldStatement } from './provider.ts'

type Node = Record<string, any>
const lists = new Set(['Stmt', 'Bal', 'Ntry', 'NtryDtls', 'TxDtls', 'Ustrd', 'Strd', 'AddtlRmtInf'])
// what stands in a file is text: nothing is expanded, nothing becomes a number
const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@', removeNSPrefix: true, parseTagValue: false, parseAttributeValue: false, processEntities: false, trimValues: true, isArray: (name) => lists.has(name) })
const namespaces = /urn:iso:std:iso:20022:tech:xsd:camt\.053\.001\.(02|03|04|05|06|07|08|09|10|11|12|13)/

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const decoded = (text: string) => text.replace(/&(?:#(\d{1,7})|#x([\da-fA-F]{1,6})|(amp|lt|gt|quot|apos));/g, (all, decimal: string | undefined, hex: string | undefined, name: string | undefined) => {
  if (name) return entities[name]!
  const code = decimal ? Number(decimal) : Number.parseInt(hex!, 16)
  return code > 31 && code <= 0x10ffff ? String.fromCodePoint(code) : all
})
const textOf = (node: any): string | null => {
  const said = typeof node === 'string' ? node : (node?.['#text'] as string | undefined)
  return said == null || said === '' ? null : decoded(String(said)).slice(0, 2000)
}
const dayOf = (node: Node | undefined): string | null => textOf(node?.Dt)?.slice(0, 10) ?? textOf(node?.DtTm)?.slice(0, 10) ?? null
/** In the second version a party has its name itself, from the eighth on within `Pty`. */
const nameOf = (party: Node | undefined) => textOf(party?.Nm) ?? textOf(party?.Pty?.Nm)

/** Reads camt.053, versions .02 and .08 and those between. Errors, each with its place: BAD_USER_INPUT, EMPTY, TOO_MANY_LINES, STATEMENT_UNBALANCED. */
export function readCamt(xml: string): ToldStatement[] {
  if (/<!DOCTYPE|<!ENTITY/i.test(xml)) throw new UserError('BAD_USER_INPUT', ['file', 'DOCTYPE'])
  const valid = XMLValidator.validate(xml)
  if (valid !== true) throw new UserError('BAD_USER_INPUT', ['file', String(valid.err.line)])
  let root: Node | undefined
  try { root = (parser.parse(xml) as Node).Document } catch { throw new UserError('BAD_USER_INPUT', ['file']) }
  const told = root?.BkToCstmrStmt as Node | undefined
  if (!told || !namespaces.test(String(root!['@xmlns'] ?? Object.entries(root!).find(([key]) => key.startsWith('@xmlns'))?.[1] ?? xml.slice(0, 2000)))) throw new UserError('BAD_USER_INPUT', ['file', 'Document'])
  const statements = (told.Stmt ?? []) as Node[]
  if (!statements.length) throw new UserError('EMPTY', ['file'], { context: 'file' })
  const read = statements.map(statementOf)
  const faults = read.flatMap((statement, index) => whole(statement, `Stmt ${index + 1}`))
  if (faults.length) throw new UserErrors(faults.slice(0, 20))
  return read
}

function statementOf(node: Node, index: number): ToldStatement {
  const place = `Stmt ${index + 1}`, account = textOf(node.Acct?.Id?.IBAN) ?? textOf(node.Acct?.Id?.Othr?.Id), statementId = textOf(node.Id), entries = (node.Ntry ?? []) as Node[]
  if (!account) throw new UserError('REQUIRED', ['file', place, 'Acct'])
  if (!statementId) throw new UserError('REQUIRED', ['file', place, 'Id'])
  if (entries.length > mostEntries) throw new UserError('TOO_MANY_LINES', ['file', place], { max: mostEntries })
  const balances = (node.Bal ?? []) as Node[], balance = (...codes: string[]) => balances.find((one) => codes.includes(textOf(one.Tp?.CdOrPrtry?.Cd) ?? ''))
  const opening = balance('OPBD') ?? balance('PRCD'), closing = balance('CLBD')
  const currency = textOf(node.Acct?.Ccy) ?? (closing ?? opening)?.Amt?.['@Ccy'] ?? entries[0]?.Amt?.['@Ccy']
  if (!currency) throw new UserError('REQUIRED', ['file', place, 'Ccy'])
  const money = (one: Node | undefined, name: string) => (one ? signed(textOf(one.Amt), textOf(one.CdtDbtInd), ['file', place, name]) : null)
  const toDay = dayOf(closing?.Dt) ?? textOf(node.FrToDt?.ToDtTm)?.slice(0, 10) ?? textOf(node.CreDtTm)?.slice(0, 10)
  if (!toDay) throw new UserError('REQUIRED', ['file', place, 'CLBD'])
  const seen = new Map<string, number>(), lines = entries.flatMap((entry, at) => linesOf(entry, at, place, account, seen))
  return { account, statementId, format: 'CAMT053', currency: String(currency), fromDay: dayOf(opening?.Dt), toDay, opening: money(opening, 'OPBD'), closing: money(closing, 'CLBD'), lines }
}

/** A bank that has none may say so. */
const referenceOf = (node: any) => { const said = textOf(node); return said && !['NONREF', 'NOTPROVIDED'].includes(said) ? said : null }
/** What the bank gives no reference is recognised by what it says, wherever in whichever statement it stands. */
function ownReference(entry: Node, seen: Map<string, number>): string {
  const say = createHash('sha256').update(JSON.stringify(entry)).digest('hex').slice(0, 24), times = (seen.get(say) ?? 0) + 1
  seen.set(say, times)
  return `${say}${times > 1 ? `-${times}` : ''}`
}

/** An entry, or each payment of one that the bank has put together. What is only announced is passed over. */
function linesOf(entry: Node, at: number, statement: string, account: string, seen: Map<string, number>): ToldLine[] {
  const place = ['file', statement, `Ntry ${at + 1}`], status = textOf(entry.Sts) ?? textOf(entry.Sts?.Cd)
  if (status !== null && status !== 'BOOK') return []
  const day = dayOf(entry.BookgDt) ?? dayOf(entry.ValDt)
  if (!day) throw new UserError('REQUIRED', [...place, 'BookgDt'])
  const sign = textOf(entry.CdtDbtInd), amount = signed(textOf(entry.Amt), sign, [...place, 'Amt']), currency = entry.Amt?.['@Ccy']
  if (!currency) throw new UserError('REQUIRED', [...place, 'Ccy'])
  const reference = referenceOf(entry.AcctSvcrRef) ?? referenceOf(entry.NtryRef) ?? ownReference(entry, seen)
  const details = ((entry.NtryDtls ?? []) as Node[]).flatMap((one) => (one.TxDtls ?? []) as Node[])
  const base = { day, valueDay: dayOf(entry.ValDt), currency: String(currency), at: place }
  const parts = details.map((detail) => detail.Amt ?? detail.AmtDtls?.TxAmt?.Amt) as (Node | undefined)[]
  const told = details.length > 1 && parts.every((part) => part && (part['@Ccy'] ?? currency) === currency)
  const amounts = told ? parts.map((part, index) => signed(textOf(part), textOf(details[index]!.CdtDbtInd) ?? sign, [...place, `TxDtls ${index + 1}`, 'Amt'])) : []
  // parts count only when they are told whole, in the entry's currency; where charges were taken off, they are more than what came
  if (!told || !sum(amounts).eq(amount)) return [{ ...base, reference, amount, ...togetherOf(details, entry, amount, account) }]
  return details.map((detail, index) => ({ ...base, reference: `${reference}/${index + 1}`, amount: amounts[index]!, ...partyOf(detail, amounts[index]!, account) }))
}

/** Who paid what stays one entry: of several nobody is it, and what each of them wrote stands together. */
function togetherOf(details: Node[], entry: Node, amount: string, own: string): Party {
  const said = details.map((detail) => partyOf(detail, amount, own))
  return said.length === 1 ? said[0]! : { ...partyOf(undefined, amount, own), remittance: said.map(({ remittance }) => remittance).filter(Boolean).join(' ') || textOf(entry.AddtlNtryInf) }
}

type Party = Pick<ToldLine, 'counterparty' | 'iban' | 'remittance' | 'structured' | 'endToEndId'>
function partyOf(detail: Node | undefined, amount: string, own: string): Party {
  const parties = detail?.RltdPties as Node | undefined, other = amount.startsWith('-') ? 'Cdtr' : 'Dbtr', remittance = detail?.RmtInf as Node | undefined, structured = ((remittance?.Strd ?? []) as Node[]).map((one) => textOf(one.CdtrRefInf?.Ref)).filter(Boolean)
  const endToEndId = textOf(detail?.Refs?.EndToEndId), iban = textOf(parties?.[`${other}Acct`]?.Id?.IBAN) ?? textOf(parties?.[`${other}Acct`]?.Id?.Othr?.Id)
  return {
    counterparty: nameOf(parties?.[other]), iban: iban === own ? null : iban, remittance: ((remittance?.Ustrd ?? []) as unknown[]).map(textOf).filter(Boolean).join(' ') || null,
    structured: structured.join(' ') || null, endToEndId: endToEndId === 'NOTPROVIDED' ? null : endToEndId,
  }
}
