import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Viewer } from '../../server/access/viewer.ts'
import { policies } from '../../server/records.ts'
import { type Row, type Tables, castTables, idOf, inserting, partnerId, productId, userId } from '../support/cast.ts'
import { seenByDealer } from '../support/expected.ts'
import { type Ask, type Walls, openWalls } from '../support/walls.ts'

// What a dealer's connection can write, by SQL, whatever the server in front of it would send.
let walls: Walls, owner: Viewer, seller: Viewer
beforeAll(async () => {
  walls = await openWalls()
  owner = await walls.viewer(userId('NST', 'owner'))
  seller = await walls.viewer(userId('NST', 'seller'))
})
afterAll(() => walls.close())

const tables: Tables = castTables()
const keyOf: Record<string, string> = { document_counter: 'scope', mutation_receipt: 'user_id', account_contact: 'account_id' }
const account = (name: string) => idOf(`account ${name}`)
const grantOf = (table: string) => policies.find((policy) => policy.table === table)!.partner!.grant
const writable = policies.filter(({ partner }) => partner && /update|delete/.test(partner.grant)).map(({ table }) => table)
/** The column that an update may name. */
const columnOf = (table: string) => /update \((\w+)/.exec(grantOf(table))?.[1] ?? { document_counter: 'value', mutation_receipt: 'operation', account_contact: 'main', cart_line: 'quantity', address: 'kind', api_key: 'name', cart: 'updated_at', account: 'name', contact: 'title' }[table] ?? 'id'

const copy = (table: string, row: Row, change: Row) => (run: Ask) => run(...inserting(table, [{ ...row, ...change }]))
const found = (table: string, id: string) => tables[table]!.find((row) => row.id === id)!
/** Whose a row is; an address is whose its account is. */
const partnerOf = (row: Row): string | null | undefined => (row.kind === 'SITE' && row.account_id ? found('account', row.account_id as string).partner_id : row.partner_id)
const refused = 'violates row-level security policy'

describe("another's rows", () => {
  it.each(writable)('%s: neither changed nor deleted', async (table) => {
    const key = keyOf[table] ?? 'id', grant = grantOf(table)
    for (const viewer of [owner, seller]) {
      const sees = seenByDealer({ viewer, tables })[table]!
      // what is a sub-dealer's is seen and not touched
      const foreign = tables[table]!.filter((row) => !sees(row) || ('partner_id' in row && partnerOf(row) !== viewer.partnerId))
      const mine = tables[table]!.filter((row) => sees(row) && (!('partner_id' in row) || partnerOf(row) === viewer.partnerId))
      const ids = [...new Set(foreign.map((row) => row[key] as string))].filter((id) => !mine.some((row) => row[key] === id))
      expect(ids.length, table).toBeGreaterThan(0)
      const touched = await walls.as(viewer, async (run) => [
        ...(/update/.test(grant) ? await run(`update ${table} set ${columnOf(table)} = ${columnOf(table)} where ${key}::text = any ($1) returning ${key}`, [ids]) : []),
        ...(/delete/.test(grant) ? await run(`delete from ${table} where ${key}::text = any ($1) returning ${key}`, [ids]) : []),
      ])
      expect(touched, `${viewer.data.email} ${table}`).toEqual([])
    }
  })

  it('but its own are', async () => {
    await walls.as(owner, async (run) => {
      expect(await run('update account set name = name where id = $1 returning id', [account('NST seller')])).toHaveLength(1)
      expect(await run('update account set name = name where id = $1 returning id', [account('SUB seller')])).toHaveLength(0)
      expect(await run('update quote set public_state = public_state where id = $1 returning id', [idOf('quote Presented')])).toHaveLength(1)
      expect(await run('update sales_order set state = state where id = $1 returning id', [idOf('order Placed')])).toHaveLength(1)
    })
    expect(await walls.as(seller, (run) => run('update sales_order set state = state where id = $1 returning id', [idOf('order colleague Placed')]))).toHaveLength(0)
  })

  it('are not given away, and none are taken over', async () => {
    for (const [table, id] of [['account', account('NST seller')], ['contact', idOf(`contact ${account('NST seller')}`)]] as const) {
      await expect(walls.as(owner, (run) => run(`update ${table} set partner_id = $2 where id = $1`, [id, partnerId('RVL')])), table).rejects.toThrow(refused)
      await expect(walls.as(owner, (run) => run(`update ${table} set partner_id = null where id = $1`, [id])), table).rejects.toThrow(refused)
    }
  })
})

describe('new rows', () => {
  it.each(['account', 'contact', 'quote', 'quote_version', 'sales_order', 'order_amount', 'address', 'event', 'document_counter'])('%s: not in the name of a rival, a sub-dealer or the house', async (table) => {
    for (const code of ['RVL', 'SUB', null]) {
      const row = tables[table]!.find((one) => partnerOf(one) === (code && partnerId(code)))
      if (!row) continue
      const change = table === 'order_amount' ? {} : table === 'document_counter' ? { kind: 'new' } : { id: idOf('new'), ...(row.number === undefined ? {} : { number: table === 'quote_version' ? 9 : 'new' }), ...(table === 'event' ? { actor_id: owner.userId } : {}) }
      await expect(walls.as(owner, copy(table, row, change)), `${table} ${code}`).rejects.toThrow(refused)
    }
  })

  const request = () => found('quote', idOf('quote Requested'))
  it("a request and an order are for the dealer's own customers", async () => {
    await walls.as(owner, copy('quote', request(), { id: idOf('new'), number: 'new' }))
    await walls.as(owner, copy('sales_order', found('sales_order', idOf('order Placed')), { id: idOf('new'), number: 'new' }))
    for (const stranger of ['RVL seller', 'SUB seller', 'direct rep', 'direct stranger']) {
      await expect(walls.as(owner, copy('quote', request(), { id: idOf('new'), number: 'new', account_id: account(stranger) })), stranger).rejects.toThrow(refused)
      await expect(walls.as(owner, copy('sales_order', found('sales_order', idOf('order Placed')), { id: idOf('new'), number: 'new', account_id: account(stranger) })), stranger).rejects.toThrow(refused)
    }
  })

  it('a dealer writes requests, never offers', async () => {
    for (const change of [{ public_state: 'Presented' }, { public_state: null }]) await expect(walls.as(owner, copy('quote', request(), { id: idOf('new'), number: 'new', ...change }))).rejects.toThrow(refused)
    const version = found('quote_version', idOf('quote Presented 1'))
    for (const change of [{ number: 2 }, { number: 2, quote_id: idOf('quote rival Presented') }, { number: 0, state: 'Presented', quote_id: idOf('quote under revision') }])
      await expect(walls.as(owner, copy('quote_version', version, { id: idOf('new'), superseded: true, ...change })), JSON.stringify(change)).rejects.toThrow(refused)
    await expect(walls.as(owner, copy('quote_line', found('quote_line', idOf('quote Presented 1 line')), { id: idOf('new'), position: 2, unit_price: 1, amount: 1 }))).rejects.toThrow(refused)
    await expect(walls.as(owner, copy('quote_line', found('quote_line', idOf('quote rival Requested 0 line')), { id: idOf('new') }))).rejects.toThrow(refused)
  })

  it('an order begins where orders begin, its money with it', async () => {
    const order = found('sales_order', idOf('order Placed'))
    for (const change of [{ state: 'Confirmed' }, { billing_state: 'Paid' }]) await expect(walls.as(owner, copy('sales_order', order, { id: idOf('new'), number: 'new', ...change }))).rejects.toThrow(refused)
    await expect(walls.as(owner, copy('order_line', found('order_line', idOf('order rival Placed line')), { id: idOf('new') }))).rejects.toThrow(refused)
  })

  it('a contact of another is not drawn into an own account', async () => {
    await expect(walls.as(owner, (run) => run('insert into account_contact (account_id, contact_id) values ($1, $2)', [account('NST seller'), idOf(`contact ${account('RVL seller')}`)]))).rejects.toThrow(refused)
  })

  it('a decision is written down for an own contact, in the own name, and never changed', async () => {
    const consent = (name: string, change: Row = {}) => copy('consent', tables.consent![0]!, { id: idOf('new'), contact_id: idOf(`contact ${account(name)}`), recorded_by_id: owner.userId, ...change })
    await walls.as(owner, consent('NST seller'))
    for (const stranger of ['RVL seller', 'SUB seller', 'direct rep']) await expect(walls.as(owner, consent(stranger)), stranger).rejects.toThrow(refused)
    await expect(walls.as(owner, consent('NST seller', { recorded_by_id: seller.userId }))).rejects.toThrow(refused)
    await expect(walls.as(seller, consent('NST seller2', { recorded_by_id: seller.userId }))).rejects.toThrow(refused)
    await expect(walls.as(await walls.viewer(userId('NST', 'buyer')), consent('NST shared', { recorded_by_id: userId('NST', 'buyer') }))).rejects.toThrow(refused)
    for (const change of ["update consent set decision = 'Given'", 'delete from consent']) for (const viewer of [owner, await walls.viewer(idOf('admin@guanxi.example'))]) await expect(walls.as(viewer, (run) => run(change))).rejects.toThrow('permission denied')
  })

  it.each(['export', 'erase'])('%s: the doors to all of a person open to administrators alone', async (what) => {
    const call = what === 'export' ? 'select app.personal_data_of_contact($1)' : 'select app.erase_contact($1)'
    const contact = idOf(`contact ${account('NST seller')}`)
    await walls.as(await walls.viewer(idOf('admin@guanxi.example')), (run) => run(call, [contact]))
    for (const id of [owner.userId, ...['head', 'rep', 'marketing', 'analyst'].map((name) => idOf(`${name}@guanxi.example`))]) {
      const viewer = await walls.viewer(id)
      await expect(walls.as(viewer, (run) => run(call, [contact])), viewer.data.email).rejects.toThrow('insufficient_privilege')
    }
  })

  it("a dealer begins no sequence of numbers but its own", async () => {
    const begin = (partner: string) => walls.as(owner, (run) => run(`insert into document_counter (scope, kind, partner_id, value) values ($1, 'new', $2, 1)`, [partner, partnerId('NST')]))
    await begin(partnerId('NST'))
    await expect(begin(partnerId('RVL'))).rejects.toThrow(refused)
  })

  it.each([['a seller', userId('NST', 'seller')], ['a buyer', userId('NST', 'buyer')], ['a representative', idOf('rep@guanxi.example')]])('%s does not make themselves more than they are', async (_who, id) => {
    const me = await walls.viewer(id)
    expect(await walls.as(me, (run) => run(`update app_user set roles = '{partner_administrator,administrator}', spending_limit = null where id = $1 returning id`, [me.userId]))).toEqual([])
    await walls.as(me, (run) => run(`select app.set_locale('zh-Hant')`))
  })

  it('staff draw nobody into the team of an account that they do not see', async () => {
    const rep = await walls.viewer(idOf('rep@guanxi.example'))
    const join = (name: string) => walls.as(rep, (run) => run(`insert into account_team_member (id, account_id, user_id, role) values ($1, $2, $3, 'support')`, [idOf('new'), account(name), rep.userId]))
    await join('direct rep')
    await expect(join('direct stranger')).rejects.toThrow(refused)
  })
})

describe('columns', () => {
  it.each([
    ['quote_version', 'total'], ['quote_version', 'subtotal'], ['quote_version', 'discount_percent'], ['quote_version', 'valid_until'], ['quote_version', 'presented_at'], ['quote_version', 'quote_id'], ['quote_version', 'partner_id'],
    ['quote_line', 'unit_price'], ['quote_line', 'quantity'], ['order_line', 'unit_price'], ['order_line', 'quantity'], ['order_amount', 'total'], ['quote', 'partner_id'], ['quote', 'seller_id'], ['quote', 'currency'],
    ['sales_order', 'billing_state'], ['sales_order', 'partner_id'], ['sales_order', 'account_id'], ['sales_order', 'promise_date'], ['sales_order', 'placed_at'], ['shipment', 'delivered_at'], ['stock', 'reserved'], ['list_price', 'price'],
    ['price_list_entry', 'value'], ['price_list', 'adjust_percent'], ['promotion', 'percent'], ['product', 'name'], ['partner', 'level_id'], ['app_user', 'partner_id'], ['app_user', 'audience'], ['app_user', 'email'], ['event', 'data'], ['permission_grant', 'scope'], ['installation', 'value'],
  ])("a dealer can't change %s.%s, of its own rows either", async (table, column) => {
    await expect(walls.as(owner, (run) => run(`update ${table} set ${column} = ${column}`))).rejects.toThrow('permission denied')
  })

  it('what lies in stock is not a dealer\'s to read', async () => {
    await expect(walls.as(owner, (run) => run('select on_hand, reserved from stock'))).rejects.toThrow('permission denied')
    expect(await walls.as(owner, (run) => run('select available from stock where product_id = $1', [productId('LATHE')]))).toEqual([{ available: 7000 }])
  })
})
