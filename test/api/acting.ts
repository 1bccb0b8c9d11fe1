import { schemaFor } from '../../server/schema.ts'
import { type Answered, type App, type TestServer, appOf } from '../support/server.ts'

export interface Refusal { code: string; path: string[]; message: string }
export type Payload = Record<string, any> & { errors: Refusal[] }

const schemas = { crm: schemaFor('crm'), partner: schemaFor('partner') }
export const newId = (): string => crypto.randomUUID()
export const nobodysId = '01a1fff6-0000-7000-8000-000000000000'

/** The document of a mutation, its input type looked up, with the payload's errors asked for. */
export function mutation(app: App, name: string, selection = ''): string {
  const field = schemas[app].getMutationType()!.getFields()[name]
  if (!field) throw new Error(`${app} has no mutation ${name}`)
  return `mutation ($input: ${field.args[0]!.type}) { answer: ${name}(input: $input) { clientMutationId errors { code path message } ${selection} } }`
}

/** People of the demo company at work. */
export class Cast {
  private readonly cookies = new Map<string, Promise<string>>()

  constructor(readonly server: TestServer) {}

  /** Signs somebody in once, also when thirty requests of theirs start together. */
  cookie(email: string): Promise<string> {
    if (!this.cookies.has(email)) this.cookies.set(email, this.server.signIn(email))
    return this.cookies.get(email)!
  }

  /** Signs them in anew the next time: their session was ended. */
  forget(email: string): void {
    this.cookies.delete(email)
    this.server.forget(email)
  }

  async ask<Data = any>(email: string, query: string, variables?: Record<string, unknown>): Promise<Answered<Data>> {
    return this.server.gql(appOf(email), await this.cookie(email), query, variables)
  }

  /** What a query answers; fails when there were errors. */
  async read<Data = any>(email: string, query: string, variables?: Record<string, unknown>): Promise<Data> {
    const { data, errors } = await this.ask(email, query, variables)
    if (errors) throw new Error(`${email}: ${JSON.stringify(errors)}`)
    return data as Data
  }

  /** A mutation as it is answered, refusals included. */
  async try(email: string, name: string, input: Record<string, unknown>, selection = ''): Promise<Answered<{ answer: Payload }>> {
    return this.ask(email, mutation(appOf(email), name, selection), { input: { clientMutationId: newId(), ...input } })
  }

  /** A mutation that must succeed. */
  async do(email: string, name: string, input: Record<string, unknown>, selection = ''): Promise<Payload> {
    const { data, errors } = await this.try(email, name, input, selection)
    const refused = errors ?? data?.answer.errors
    if (refused?.length) throw new Error(`${email} ${name}: ${JSON.stringify(refused)}`)
    return data!.answer
  }

  /** The same, asked again for as long as the server is too busy to say. */
  async persist(email: string, name: string, input: Record<string, unknown>, selection = ''): Promise<Answered<{ answer: Payload }>> {
    const answer = await this.try(email, name, input, selection)
    return ['OVERLOADED', 'UNAVAILABLE', 'CONFLICT'].includes(codeOf(answer) ?? '') ? this.persist(email, name, input, selection) : answer
  }

  /** The code with which a mutation is refused, wherever it stands; null when it was not. */
  async refusal(email: string, name: string, input: Record<string, unknown>, selection = ''): Promise<string | null> {
    return codeOf(await this.try(email, name, input, selection))
  }

  /** Rows of the database, past every wall. */
  async rows<Row = any>(sql: string, values: unknown[] = []): Promise<Row[]> {
    return this.server.database.databases.system.em.fork().getConnection().execute(sql, values) as Promise<Row[]>
  }

  /** Products that a dealer can order now, with this many in stock. */
  async products(count: number, available = 20): Promise<{ id: string; sku: string }[]> {
    return this.rows(
      `select p.id, p.sku from product p join stock s on s.product_id = p.id
       where p.orderable and p.lifecycle = 'ACTIVE' and s.available >= ? and exists (select 1 from list_price l where l.product_id = p.id and l.currency = 'USD' and l.price between 20 and 400 and l.valid_to is null)
       order by p.sku limit ?`, [available, count])
  }

  /** Products of which there is plenty, for buyers whom no credit limit stops. */
  async plenty(count = 1): Promise<{ id: string; sku: string }[]> {
    const products = await this.products(count, 15)
    await this.rows('update partner_terms set credit_limit = null')
    await this.rows('update stock set on_hand = on_hand + 1000')
    return products
  }

  /** A quote of Northstar's, requested by its owner and taken to a state by the staff. */
  async quote(until: 'Requested' | 'Draft' | 'PendingApproval' | 'Approved' | 'Presented', discountPercent = '0', lines?: { productId: string; quantity: number }[]): Promise<string> {
    const [product] = await this.products(1)
    const { quote: { id } } = await this.do('owner@northstar.example', 'requestQuote', { lines: lines ?? [{ productId: product!.id, quantity: 2 }] }, 'quote { id }')
    if (until === 'Requested') return id
    const { quote } = await this.do('rep@guanxi.example', 'draftQuote', { id }, 'quote { version { revision } }')
    await this.do('rep@guanxi.example', 'editQuote', { id, revision: quote.version.revision, discountPercent: until === 'PendingApproval' ? '30' : discountPercent })
    if (until === 'Draft') return id
    const { quote: { state } } = await this.do('rep@guanxi.example', 'submitQuote', { id }, 'quote { state }')
    if (until === 'PendingApproval') return id
    if (state === 'PendingApproval') await this.do('manager@guanxi.example', 'approveQuote', { id })
    if (until === 'Presented') await this.do('rep@guanxi.example', 'presentQuote', { id })
    return id
  }

  /** An order of Northstar's that waits for the desk. */
  async order(lines: { productId: string; quantity: number }[]): Promise<string> {
    return (await this.do('owner@northstar.example', 'placeOrder', { lines }, 'order { id }')).order.id
  }

  /** How much there is of everything that a change may write. */
  async everything(): Promise<Record<string, number>> {
    const tables = ['event', 'quote', 'quote_version', 'quote_line', 'sales_order', 'order_line', 'mutation_receipt', 'cart_line', 'session', 'shipment']
    const [row] = await this.rows(`select ${tables.map((table) => `(select count(*)::int from ${table}) as ${table}`).join(', ')}, (select coalesce(sum(value), 0)::int from document_counter) as numbers`)
    return row
  }
}

export const codeOf = ({ data, errors }: Answered<{ answer: Payload }>): string | null => errors?.[0]?.extensions.code ?? data?.answer?.errors[0]?.code ?? null

/** The answers of several requests at once: how often each code, with success as "done". */
export function tally(answers: Answered<{ answer: Payload }>[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const answer of answers) counts[codeOf(answer) ?? 'done'] = (counts[codeOf(answer) ?? 'done'] ?? 0) + 1
  return counts
}
