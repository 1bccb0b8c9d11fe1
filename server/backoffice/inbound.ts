import { createHash } from 'node:crypto'
import type { Transaction } from '../access/command.ts'
import { UserError, refusalsIn, told } from '../kit/errors.ts'
import type { InboundResult } from './inbound.input.ts'

type InboundKind = 'STOCK' | 'SUPPLY' | 'SHIPMENT' | 'INVOICE'
interface Known { version: string; hash: string; recordId: string | null; answered: InboundResult }
/** What a report is of: its name elsewhere and its version. */
interface Reported { version: string }

/** A version as a number that grows: an instant is its milliseconds; null for one that no calendar has. */
function numberOf(version: string): bigint | null {
  const number = /^\d+$/.test(version) ? version : Date.parse(version)
  return Number.isNaN(number) ? null : BigInt(number)
}

/**
 * Takes reports one after another, each to the end or not at all: what is refused of one keeps no other from being taken. Two who report
 * the same thing at once wait for each other; a report that was taken is answered again as it was then.
 */
export async function takeReports<Row extends Reported>(tx: Transaction, kind: InboundKind, rows: readonly Row[], nameOf: (row: Row) => string, apply: (row: Row, recordId: string | null) => Promise<string>): Promise<InboundResult[]> {
  await tx.run('select pg_advisory_xact_lock(name) from (select distinct hashtextextended(n, 42) as name from unnest($1::text[]) n order by 1) l', [rows.map((row) => `${kind} ${nameOf(row)}`)])
  const results: InboundResult[] = []
  for (const [index, row] of rows.entries()) {
    const externalId = nameOf(row), number = numberOf(row.version), version = String(number), hash = createHash('sha256').update(JSON.stringify(row, Object.keys(row).sort().concat('sku', 'position', 'quantity'))).digest('hex')
    const refused = (errors: UserError[]): InboundResult => ({
      externalId, outcome: 'REFUSED', recordId: known?.recordId ?? null, version: known?.version ?? null,
      errors: errors.map(({ code, path, values }) => told(new UserError(code, ['rows', String(index), ...path], values), tx.viewer.locale)) as InboundResult['errors'],
    })
    const [known] = (await tx.run('select version::text as version, hash, record_id as "recordId", answered from inbound_version where kind = $1 and external_id = $2', [kind, externalId])) as unknown as Known[]
    if (number === null) results.push(refused([new UserError('BAD_USER_INPUT', ['version'])]))
    else if (known && BigInt(known.version) > number) results.push({ externalId, outcome: 'OUTDATED', recordId: known.recordId, version: known.version, errors: [] })
    else if (known?.version === version) results.push(known.hash === hash ? known.answered : refused([new UserError('CONFLICTING', ['version'])]))
    else {
      try {
        results.push(await tx.attempt(async () => {
          const recordId = await apply(row, known?.recordId ?? null), answered: InboundResult = { externalId, outcome: 'APPLIED', recordId, version, errors: [] }
          await tx.flush()
          await tx.run(
            `insert into inbound_version (kind, external_id, version, hash, record_id, answered, received_by_id) values ($1, $2, $3, $4, $5, $6, $7)
             on conflict (kind, external_id) do update set version = excluded.version, hash = excluded.hash, record_id = excluded.record_id, answered = excluded.answered, received_by_id = excluded.received_by_id, received_at = now()`,
            [kind, externalId, version, hash, recordId, JSON.stringify(answered), tx.viewer.userId])
          return answered
        }))
      } catch (error) {
        results.push(refused(refusalsIn(error)))
      }
    }
  }
  return results
}
