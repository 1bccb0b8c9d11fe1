import type { MikroORM } from '@mikro-orm/postgresql'
import { type GraphQLSchema, execute, parse } from 'graphql'
import type pg from 'pg'
import type { Viewer } from '../access/viewer.ts'
import { type Door, RequestContext } from '../context.ts'
import { classify } from '../kit/graphql-errors.ts'
import { readPlanned } from '../kit/read/resolve.ts'
import { testType } from './event-types.ts'

/** What the records of an event are asked for: the product's own questions, answered as whoever it goes to would be answered. */
const asked: Record<string, string> = {
  quote: 'quote(id: $id) { id number state currency total validUntil updatedAt account { id number } partner { id code } order { id number } }',
  order: 'order(id: $id) { id number state billingState currency total purchaseOrder placedAt requestedDate promiseDate revision account { id number } partner { id code } quote { id number } shipments { id number shippedAt } }',
  invoice: 'invoice(id: $id) { id kind number state currency net tax gross openAmount issueDate dueDate revision credited { id number } order { id number } account { id number } partner { id code } }',
  account: 'account(id: $id) { id number name kind status country revision partner { id code } }',
  // no name and no address: who may have them asks for them
  contact: 'contact(id: $id) { id revision accounts { id number } }',
  partner: 'partner(id: $id) { id code name state country currency }',
  supply: 'supply(id: $id) { id state quantity receivedQuantity expectedDate source externalId revision product { id sku } }',
  product: 'product(id: $id) { id sku name lifecycle available }',
}
export const documents = Object.fromEntries(Object.entries(asked).map(([subject, field]) => [subject, parse(`query ($id: ID!) { ${field} }`)]))

export interface Houses { schemas: Record<'crm' | 'partner', GraphQLSchema>; orms: Record<'crm' | 'partner', MikroORM>; pools: Record<'crm' | 'partner' | 'system', pg.Pool> }
export interface Sent { id: string; event_id: string | null; type: string; subject_type: string; subject_id: string; at: string }

/** A request of nobody's making: what is asked in it comes through no door. */
export function contextOf({ orms, pools }: Houses, viewer: Viewer): RequestContext {
  const audience = viewer.audience === 'crm' ? 'crm' : 'partner'
  return new RequestContext(viewer, viewer.locale, orms[audience], pools[audience], {} as Door)
}

/** The body of a delivery, as its receiver's owner may read it at this moment; null when they may not know of the event. */
export async function bodyOf(houses: Houses, viewer: Viewer, sent: Sent): Promise<string | null> {
  const context = contextOf(houses, viewer)
  try {
    return await written(houses, context, viewer, sent)
  } finally {
    await context.close()
  }
}

async function written({ schemas }: Houses, contextValue: RequestContext, viewer: Viewer, { event_id: eventId, type, subject_type: subjectType, subject_id: id, at }: Sent): Promise<string | null> {
  const message = (data: Record<string, unknown>) => JSON.stringify({ type, timestamp: at, data })
  if (type === testType) return message({ webhookId: id })
  const [event] = await contextValue.run('select data from event where id = $1', [eventId])
  if (!event) return null
  const document = documents[subjectType]
  const answer = document && await execute({ schema: schemas[viewer.audience === 'crm' ? 'crm' : 'partner'], document, variableValues: { id }, contextValue, fieldResolver: readPlanned })
  for (const error of answer?.errors ?? []) if (classify(error).unexpected) throw error
  const { name: _, ...details } = event.data as Record<string, unknown>
  return message({ eventId, subjectType, subjectId: id, details, ...answer?.data })
}
