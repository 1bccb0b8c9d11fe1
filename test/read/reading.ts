import { type DocumentNode, type ExecutionResult, type GraphQLSchema, execute, getOperationAST, parse, validate } from 'graphql'
import pg from 'pg'
import { identifyUser } from '../../server/access/identify.ts'
import type { Viewer } from '../../server/access/viewer.ts'
import { RequestContext } from '../../server/context.ts'
import { Vault } from '../../server/kit/vault.ts'
import { readPlanned } from '../../server/kit/read/resolve.ts'
import { shapeOf } from '../../server/kit/read/shape.ts'
import { Straight, answerStraight } from '../../server/kit/read/straight.ts'
import type { Audience } from '../../server/kit/read/registry.ts'
import { poolOf } from '../../server/orm.ts'
import { schemaFor } from '../../server/schema.ts'
import { demo } from '../support/server.ts'
import { type TestDatabase, cloneDatabase } from '../support/postgres.ts'

export interface Asked { result: ExecutionResult<any>; statements: string[] }

/** The demo company behind the audience's schemas, without HTTP and its limits: what remains is the read path alone. */
export interface Reading {
  database: TestDatabase
  schemas: Record<'crm' | 'partner', GraphQLSchema>
  viewer(email: string): Promise<Viewer>
  /** Executes a document as somebody and says which statements that took beside opening and closing the transaction. */
  ask(viewer: Viewer, document: string | DocumentNode, variables?: Record<string, unknown>): Promise<Asked>
  /** The same, straight from the database; undefined where the document is to be executed. */
  askStraight(viewer: Viewer, document: DocumentNode, variables: Record<string, unknown>): Promise<ExecutionResult<any> | undefined>
  close(): Promise<void>
}

const isFraming = (text: string) => /^(begin|rollback)/.test(text)

export async function openReading(): Promise<Reading> {
  const database = await cloneDatabase()
  await demo(database)
  await roughen(database.adminUrl)
  const { databases } = database
  const system = await poolOf(databases.system)
  const pools = { crm: await poolOf(databases.staff), partner: await poolOf(databases.partner) }
  const orms = { crm: databases.staff, partner: databases.partner }
  const schemas = { crm: schemaFor('crm'), partner: schemaFor('partner') }
  const contextOf = (viewer: Viewer) => {
    const audience = viewer.audience as 'crm' | 'partner'
    return new RequestContext(viewer, viewer.locale, orms[audience], pools[audience], { audience: audience as Audience, system, proof: null, vault: new Vault(database.secret) } as any)
  }
  return {
    database, schemas,
    async askStraight(viewer, document, variables) {
      const schema = schemas[viewer.audience as 'crm' | 'partner'], operation = getOperationAST(document)!, shape = shapeOf(schema, document, operation), context = contextOf(viewer)
      try {
        const answered = shape && await answerStraight({ schema, document, operation, variables, shape }, context)
        return answered ? { ...answered, data: answered.data instanceof Straight ? JSON.parse(answered.data.text) : answered.data } : undefined
      } finally {
        await context.close()
      }
    },
    async viewer(email) {
      const { rows } = await system.query('select id from app_user where email = $1', [email])
      return (await identifyUser(system, rows[0].id))!
    },
    async ask(viewer, document, variables = {}) {
      const audience = viewer.audience as 'crm' | 'partner', schema = schemas[audience]
      const parsed = typeof document === 'string' ? parse(document) : document
      const errors = validate(schema, parsed)
      if (errors.length) throw errors[0]!
      const context = contextOf(viewer)
      const { statements, stop } = listen(pools[audience])
      try {
        const result = await execute({ schema, document: parsed, variableValues: variables, contextValue: context, fieldResolver: readPlanned })
        return { result: result as ExecutionResult<any>, statements: statements.filter((text) => !isFraming(text)) }
      } finally {
        await context.close()
        stop()
      }
    },
    close: () => database.close(),
  }
}

/** Hears every statement of a pool's connections, while nobody else uses the pool. */
function listen(pool: pg.Pool): { statements: string[]; stop(): void } {
  const statements: string[] = []
  const heard = new Map<pg.PoolClient, pg.PoolClient['query']>()
  const hear = (client: pg.PoolClient) => {
    if (heard.has(client)) return
    const query = client.query
    heard.set(client, query)
    client.query = function (this: pg.PoolClient, asked: any, ...rest: any[]) {
      statements.push(typeof asked === 'string' ? asked : asked.text)
      return (query as any).call(this, asked, ...rest)
    } as any
  }
  pool.on('acquire', hear)
  return { statements, stop: () => { pool.off('acquire', hear); for (const [client, query] of heard) client.query = query } }
}

/** A row of its own for every row of a table, equal but for its id and number: at a partner's, and at an account of one. */
async function twice(client: pg.Client, table: string, where: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>(`select column_name as name from information_schema.columns where table_name = $1 and table_schema = 'public' and is_generated = 'NEVER'`, [table])
  const columns = rows.map(({ name }) => name), own: Record<string, string> = { id: 'gen_random_uuid()', number: `number || '-' || n`, account_id: `coalesce(account_id, (select id from account order by id limit 1))` }
  await client.query(`insert into ${table} (${columns.join(', ')}) select ${columns.map((name) => own[name] ?? name).join(', ')} from ${table}, generate_series(1, 2) n where ${where}`)
}

/**
 * Makes ties and gaps where the demo is too tidy: equal sort keys and missing values are what breaks paging. And adds what the demo has
 * one of, or none: models, configurations of several buyers, webhooks that were told of events.
 */
async function roughen(adminUrl: string): Promise<void> {
  const client = new pg.Client(adminUrl)
  await client.connect()
  await client.query(`
    alter table event disable trigger event_notify;
    update quote set updated_at = date_trunc('month', updated_at), created_at = date_trunc('month', created_at);
    update quote_version set valid_until = null where number % 2 = 1 and state in ('Draft', 'Requested', 'PendingApproval');
    update quote_version set total = round(total, -4);
    update sales_order set placed_at = date_trunc('month', placed_at), promise_date = case when id::text like '%0' then null else date_trunc('month', promise_date)::date end;
    update order_amount set total = round(total, -4);
    update account set name = upper(left(name, 2)), created_at = date_trunc('year', created_at), last_activity_at = date_trunc('month', last_activity_at);
    update account set industry = null, city = null where id::text like '%0';
    update contact set last_name = left(last_name, 1), first_name = left(first_name, 1), email = null where id::text like any (array['%1', '%2', '%3', '%4']);
    update partner set created_at = date_trunc('year', created_at), name = 'Same Name' where code in ('RVL', 'SUB', 'GGC');
    update product set position = position % 3, name = left(name, 4);
    update app_user set name = left(name, 3);
    update event set at = date_trunc('week', at);
    with copied as (insert into product_model (id, name, created_at) select gen_random_uuid(), m.name, m.created_at from product_model m, generate_series(1, 4) returning id)
      insert into model_version (id, model_id, number, state, definition, published_at) select gen_random_uuid(), c.id, 1, 'Published', v.definition, v.published_at from copied c, model_version v;
    insert into configuration (id, name, version_id, partner_id, answers) select gen_random_uuid(), c.name, c.version_id, p.id, c.answers from configuration c, partner p;
    insert into webhook (id, name, url, types, user_id, partner_id, created_at, updated_at)
      select gen_random_uuid(), 'shop', 'https://shop.example/told', '{*}', u.id, u.partner_id, now(), now() from app_user u where u.email in ('admin@guanxi.example', 'owner@northstar.example');
    insert into webhook_delivery (id, webhook_id, event_id, type, subject_type, subject_id, happened_at, next_attempt_at, created_at)
      select gen_random_uuid(), w.id, e.id, e.type, e.subject_type, e.subject_id, e.at, e.at, e.at from webhook w, (select * from event order by id limit 50) e;
    with changed as (insert into price_change (id, price_list_id, source, state, list_revision, created_at) select gen_random_uuid(), l.id, 'GRID', 'Prepared', 1, now() from (select id from price_list order by id limit 2) l, generate_series(1, 3) returning id)
      insert into price_change_item (id, change_id, place, new_id, given, price_before, price_after) select gen_random_uuid(), c.id, n, gen_random_uuid(), '{}', 10, 10 + n % 2 from changed c, generate_series(0, 3) n;
    insert into event (id, type, actor_name, channel, subject_type, subject_id, public, data)
      select gen_random_uuid(), 'promotion.edited', 'Sam', 'crm', 'promotion', m.id, false, '{}' from promotion m, generate_series(1, 3);
    insert into bank_statement (id, account, statement_id, format, currency, to_day, created_at) select gen_random_uuid(), s.account, s.statement_id || '-' || n, 'CSV', s.currency, s.to_day, s.created_at from bank_statement s, generate_series(1, 3) n;
    insert into dunning_hold (id, partner_id, reason, created_at) select gen_random_uuid(), p.id, 'Asked for time', '2026-01-01' from partner p order by p.id limit 3;
    insert into payment (id, number, kind, state, account_id, owner_id, day, currency, amount, company_currency, rate, company_amount, method)
      select gen_random_uuid(), 'P-' || a.number || '-' || n, 'PAYMENT', 'Booked', a.id, a.owner_id, date '2026-01-01' + n / 2, 'TWD', 100, 'TWD', 1, 100, 'BANK_TRANSFER' from (select * from account order by id limit 100) a, generate_series(1, 3) n;
    insert into special_price_use (line_id, special_price_id, order_id, order_line_id, line_quantity, quantity)
      select l.id, s.id, o.id, o.line_id, 1, 1 from special_price s join special_price_line l on l.special_price_id = s.id
        join lateral (select o.id, x.id as line_id from sales_order o join order_line x on x.order_id = o.id where o.partner_id = s.partner_id order by o.id, x.id limit 3) o on true where s.state = 'Approved' and l.used_quantity = 0;`)
  await twice(client, 'contract', `sent_at is not null`)
  await client.end()
}
