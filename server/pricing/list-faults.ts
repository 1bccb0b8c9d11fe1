import type { Transaction } from '../access/command.ts'
import { UserError, UserErrors } from '../kit/errors.ts'
import { isId } from '../kit/ids.ts'
import { isCurrency } from '../kit/money.ts'
import type { Run } from '../kit/read/reader.ts'
import { type Derivation, derivationFault } from './faults.ts'
import type { ListKind, RoundMode } from './terms.ts'

/** What a list says beside its entries. */
export interface ListRow {
  id: string
  name: string
  kind: ListKind
  currency: string
  partnerId: string | null
  accountId: string | null
  levelId: string | null
  country: string | null
  derivedFromId: string | null
  adjustPercent: string
  adjustSurcharge: string
  roundTo: string | null
  roundEnding: string | null
  roundMode: RoundMode | null
  validFrom: string | null
  validTo: string | null
}

/** Whom a list of a kind must name, and whom it may. */
const whom: Record<ListKind, { must: (keyof ListRow)[]; may?: (keyof ListRow)[] }> = {
  SPECIAL: { must: ['partnerId'], may: ['accountId'] }, ACCOUNT: { must: ['accountId'] }, PARTNER: { must: ['partnerId'] },
  LEVEL: { must: ['levelId'] }, REGION: { must: ['country'] }, DEFAULT: { must: [] }, BASE: { must: [] },
}
const named: Partial<Record<keyof ListRow, string>> = { partnerId: 'partner', accountId: 'account', levelId: 'program_level' }

/** What was granted as a special price stands as it was granted, with its pieces: it is asked for anew, not edited. */
export async function refuseGranted(run: Run, id: string, path: string[]): Promise<void> {
  const [row] = await run('select exists (select from price_list_entry where price_list_id = $1 and budget_quantity is not null) as granted', [id])
  if (row!.granted) throw new UserError('ILLEGAL_MOVE', path)
}

/** Refuses a list that can't be, with every fault at its field. Of one whose name is new, nobody else may have it. */
export async function refuseFaults(tx: Transaction, list: ListRow, renamed: boolean): Promise<void> {
  const faults: UserError[] = [], { must, may = [] } = whom[list.kind]
  const fault = (code: ConstructorParameters<typeof UserError>[0], field: keyof ListRow, values = {}) => faults.push(new UserError(code, [field], values))
  for (const field of ['partnerId', 'accountId', 'levelId', 'country'] as const) {
    if (must.includes(field) && !list[field]) fault('REQUIRED', field)
    else if (list[field] && !must.includes(field) && !may.includes(field)) fault('BAD_USER_INPUT', field)
    else if (list[field] && named[field] && !(await there(tx, named[field], list[field]))) fault('NOT_FOUND', field)
  }
  if (renamed && await isNamed(tx, list)) fault('TAKEN', 'name')
  if (list.country && !/^[A-Z]{2}$/.test(list.country)) fault('BAD_USER_INPUT', 'country')
  if (!isCurrency(list.currency)) fault('BAD_USER_INPUT', 'currency')
  if (list.validFrom && list.validTo && list.validTo < list.validFrom) fault('OUT_OF_RANGE', 'validTo')
  if (Number(list.adjustPercent) < 0 || Number(list.adjustPercent) > 10_000) fault('OUT_OF_RANGE', 'adjustPercent', { max: 10_000 })
  if (list.roundTo != null && Number(list.roundTo) <= 0) fault('OUT_OF_RANGE', 'roundTo')
  if (list.roundTo == null ? list.roundEnding != null || list.roundMode != null : Number(list.roundEnding ?? 0) < 0 || Number(list.roundEnding ?? 0) >= Number(list.roundTo)) fault('OUT_OF_RANGE', 'roundEnding')
  if (list.derivedFromId) faults.push(...await derivationFaults(tx, list))
  if (faults.length) throw new UserErrors(faults)
}

const there = async (tx: Transaction, table: string, id: unknown): Promise<boolean> => isId(id) && (await tx.run(`select 1 from ${table} where id = $1`, [id])).length > 0

/** Of two who give a name at once, the second is told. */
async function isNamed(tx: Transaction, { id, name }: ListRow): Promise<boolean> {
  void tx.run(`select pg_advisory_xact_lock(hashtext('price list names'))`, [])
  return (await tx.run('select 1 from price_list where lower(name) = lower($1) and id <> $2 limit 1', [name, id])).length > 0
}

/** A list derives from one of its own currency, and never, over however many others, from itself. */
async function derivationFaults(tx: Transaction, { id, name, derivedFromId, currency }: ListRow): Promise<UserError[]> {
  const at = ['derivedFromId']
  if (!isId(derivedFromId)) return [new UserError('NOT_FOUND', at)]
  // two changes at once must not close a circle together
  await tx.run(`select pg_advisory_xact_lock(hashtext('price list derivation'))`, [])
  const chain = await tx.run(
    `with recursive chain as (select id, derived_from_id, name, currency, 1 as depth, array[id] as way from price_list where id = $1
      union all select l.id, l.derived_from_id, l.name, l.currency, c.depth + 1, c.way || l.id from chain c join price_list l on l.id = c.derived_from_id where l.id <> all (c.way) and c.depth < 50)
     select id, name, currency, derived_from_id as "derivedFromId" from chain order by depth`, [derivedFromId])
  if (!chain.length) return [new UserError('NOT_FOUND', at)]
  const fault = derivationFault({ id, name, derivedFromId }, chain as unknown as Derivation[])
  if (fault) return [fault]
  return chain[0]!.currency === currency ? [] : [new UserError('BAD_USER_INPUT', at)]
}
