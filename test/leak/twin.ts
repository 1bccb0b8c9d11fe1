import { type Row, type Tables, idOf } from '../support/cast.ts'
import { Random } from '../../server/demo/kit/random.ts'
import { type Asker, canAs } from './asker.ts'
import { type Column, keyOf, kept } from './catalog.ts'
import { refill } from './fill.ts'
import { type Oracle, oracleFor } from './oracle.ts'
import { isTold } from './told.ts'
import type { World } from './world.ts'

const all = ['*']
const ofSeenPartner = (row: Row, oracle: Oracle): boolean => oracle.rows('partner').some(({ id }) => id === row.partner_id)

/** What shows of a row that is itself hidden, or of a column that is, by a ruling: it stays, or what is seen would rightly differ. */
const declassified: { table: string; columns: string[]; rows?: 'stay'; why: string; concerns(row: Row, oracle: Oracle): boolean }[] = [
  { table: 'stock', columns: ['on_hand', 'reserved', 'inbound'], why: 'what is available is shown on purpose (decision 005)', concerns: () => true },
  ...['price_list', 'price_list_entry', 'promotion', 'promotion_product'].map((table) => ({ table, columns: all, why: 'its prices come from the lists that hold for it', concerns: (row: Row, oracle: Oracle) => oracle.rows(table).includes(row) })),
  { table: 'promotion_budget', columns: all, rows: 'stay', why: 'that a promotion is limited, and for how many it still holds, is for whoever gets it', concerns: ({ promotion_id }, oracle) => oracle.rows('promotion').some(({ id }) => id === promotion_id) },
  { table: 'receivable_entry', columns: ['created_at'], rows: 'stay', why: 'a statement of account tells what was booked on a day in the order in which it was', concerns: () => true },
  { table: 'partner_terms', columns: ['credit_limit'], rows: 'stay', why: 'credit left is for whoever sees the partner (rulings)', concerns: (row, oracle) => ofSeenPartner(row, oracle) },
  { table: 'credit_setting', columns: ['overdue_days'], rows: 'stay', why: 'that an order would be held is for whoever sees the order; there is one row', concerns: () => true },
  { table: 'invoice_line', columns: ['unit_price'], rows: 'stay', why: 'of what is invoiced the balance takes the rest', concerns: () => true },
  ...['sales_order', 'order_amount', 'invoice', 'payment'].map((table) => ({ table, columns: ['total', 'credited_amount', 'paid_amount', 'due_date', 'allocated_amount', 'refunded_amount'], rows: 'stay' as const, why: 'the balance is for whoever sees the partner (rulings)', concerns: ofSeenPartner })),
]
/** What decides who sees a row, or what it is: that it stays the same is what makes the two worlds comparable. */
const structure = /(^|_)id$|_ids$|^path$|_path$|^(state|public|public_state|billing_state|roles|audience|active|kind|number|superseded|position|prefix|token_hash|secret_hash|permissions|key|revoked_at|expires_at|currency|email|permission|scope|by_dealer|by_partner|by_level|by_country|by_category|grants|from_day|to_day|automatic)$/

function changed(row: Row, { name, type, key, checked, length }: Column, random: Random, salt: string): unknown {
  const value = row[name]
  if (key || structure.test(name)) return value
  if (type === 'text' && !checked) return typeof value === 'string' && value.startsWith('cnry') ? `other${salt}${name}` : value
  if (length !== null || checked) return value
  if (type === 'boolean') return !value
  if (type === 'integer' || type === 'bigint') return value === null || value === undefined ? random.int(1, 90) : Number(value) + random.int(1, 9)
  if (type === 'numeric') return value === null || value === undefined ? '11.5' : String(Math.round((Number(value) * 0.9 + 1.5) * 100) / 100)
  if (type === 'date') return '2033-03-03'
  if (type === 'timestamp with time zone') return typeof value === 'string' ? new Date(Date.parse(value) - 86_400_000 * random.int(1, 300)).toISOString() : value
  if (type === 'jsonb') return Array.isArray(value) ? [] : { other: salt }
  return value
}

/**
 * The same world as far as somebody may know, and another in all that they may not: rows that are hidden from them are changed,
 * gone or joined by others, and what a row that they see keeps from them is something else.
 */
export function twinOf(world: World, asker: Asker, seed: number): Tables {
  const random = new Random(seed), oracle = world.oracle(asker)
  const twin: Tables = { ...world.tables }
  for (const [table, columns] of world.catalog) {
    const rows = world.tables[table]
    if (!rows || kept.includes(table) || doors.includes(table)) continue
    const rulings = declassified.filter((one) => one.table === table)
    const stays = (row: Row, column: string) => rulings.some((one) => one.concerns(row, oracle) && (one.columns === all || one.columns.includes(column)))
    const seen = new Set(oracle.rows(table)), told = new Set(columns.map(({ name }) => name).filter((name) => isTold(asker.app, table, name, canAs(asker))))
    const other = (row: Row, salt: string): Row => Object.fromEntries(columns.flatMap((column) => {
      // what the cast leaves to the database stays with it
      const value = row[column.name] === undefined || (seen.has(row) && told.has(column.name)) || stays(row, column.name) ? row[column.name] : changed(row, column, random, salt)
      return value === undefined ? [] : [[column.name, value]]
    }))
    // what is seen first: where a changed value is taken, the hidden row goes
    twin[table] = [...rows.filter((row) => seen.has(row)), ...rows.filter((row) => !seen.has(row))].flatMap((row) => {
      const made = other(row, keyOf(columns, row).slice(0, 8))
      if (seen.has(row) || backbone.includes(table) || rulings.some((one) => one.rows && one.concerns(row, oracle))) return [made]
      const dice = random.next()
      return dice < 0.2 ? [] : dice < 0.5 && row.id ? [made, { ...other(row, `n${keyOf(columns, row).slice(0, 8)}`), id: idOf(`twin of ${row.id as string}`) }] : [made]
    })
  }
  const after = oracleFor(asker, twin, world.canaries, world.catalog)
  for (const [table, columns] of world.catalog) {
    const names = (rows: Row[]) => rows.map((row) => keyOf(columns, row)).sort().join()
    if (names(oracle.rows(table)) !== names(after.rows(table))) throw new Error(`The twin of ${asker.name} shows other rows of ${table}: what decides who sees them must stay (test/leak/twin.ts).`)
  }
  return twin
}

/**
 * Makes the second server hold an asker's twin, and has it learn anew who the asker is: of whom it remembers from the world before,
 * the first answer is executed instead of sent on as the database wrote it, and spaced differently.
 */
export async function holdTwin(world: World, asker: Asker, seed: number): Promise<void> {
  const [, { admin, wire }] = world.sides
  await refill(admin, asker.viewer ? twinOf(world, asker, seed) : world.tables)
  await wire.ask(asker, { text: '{ __typename }' })
}

/** What lets people in; it must be the same on both sides. */
const doors = ['session', 'api_key', 'api_key_secret', 'credential']
/** Changed, but there on both sides: who leads whom and looks after whom hangs on them. */
const backbone = ['app_user', 'partner', 'program_level', 'category', 'territory']
