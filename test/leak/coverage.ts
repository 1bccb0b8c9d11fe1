import { type GraphQLNamedType, type GraphQLObjectType, Kind, type SelectionSetNode, getNamedType, isObjectType, parse } from 'graphql'
import { exposedNamed } from '../../server/kit/read/registry.ts'
import { type App } from '../support/server.ts'
import { type Asker, canAs } from './asker.ts'
import { contracts, fieldNeeds } from './told.ts'
import { recordOf, targetOf } from './writer.ts'
import type { World } from './world.ts'

/** Fields of an audience's contract that a role was asked about and that were answered for a thing that is there. */
export class Coverage {
  private readonly reached = new Set<string>()

  /** Marks what a document asked for where the answer held something to ask it of. */
  mark({ app, roles }: Asker, schema: World['schemas'][App], text: string, data: unknown): void {
    const document = parse(text, { noLocation: true })
    const fragments = new Map(document.definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one.selectionSet] as const] : [])))
    const walk = (type: GraphQLNamedType, selections: SelectionSetNode, value: any): void => {
      if (value === null || value === undefined) return
      if (Array.isArray(value)) { for (const one of value) walk(type, selections, one); return }
      for (const node of selections.selections) {
        if (node.kind === Kind.FRAGMENT_SPREAD) { walk(type, fragments.get(node.name.value)!, value); continue }
        if (node.kind === Kind.INLINE_FRAGMENT) { walk(type, node.selectionSet, value); continue }
        const key = node.alias?.value ?? node.name.value, field = (type as GraphQLObjectType).getFields()[node.name.value]
        if (!field || !(key in value)) continue
        this.count(app, roles, type.name, field.name)
        if (node.selectionSet) walk(getNamedType(field.type), node.selectionSet, value[key])
      }
    }
    for (const one of document.definitions) if (one.kind === Kind.OPERATION_DEFINITION) walk(schema.getRootType(one.operation)!, one.selectionSet, data ?? {})
  }

  count(app: App, roles: string[], type: string, field: string): void {
    for (const role of roles) this.reached.add(`${app} ${role} ${type}.${field}`)
  }

  compare(world: World): { reached: number; all: number; missed: string[] } {
    const all = reachable(world), missed = all.filter((edge) => !this.reached.has(edge))
    return { reached: all.length - missed.length, all: all.length, missed }
  }
}

/** What no run over the cast can reach, and why. */
const beyond: Record<string, string> = {
  'crm PriceBreak': 'staff buy nothing: their list of breaks is empty', PasswordLink: 'for who holds the token of a link; test/people', SecondFactorNeeded: 'between two steps of signing in; test/people',
  ViewedBy: 'while an administrator looks on; test/access',
  QuoteFieldDifference: 'versions of the cast are alike; test/quotes', QuoteLineDifference: 'as above', ComparedQuoteLine: 'as above', OtherOffer: 'the cast offers nobody the same at another price; test/quotes',
  LinePart: 'lines of the cast are plain products; test/configurator/bought', PartExplanation: 'as above', UnknownField: 'templates of the cast know their fields; test/contracts',
  ApprovalFinding: 'rules of the cast are in order; test/quotes/approving', 'ApprovalRuleStep.person': 'as above', InboundResult: 'what became of a report; test/backoffice', KeyRights: 'for who comes with a key; test/access',
  DunningItem: 'below letters, which are below their run, for who sees all of them; test/payments/dunning',
  ...Object.fromEntries(['partner', 'account', 'letters', 'items', 'feeInvoice'].map((field) => [`DunningLetter.${field}`, 'as above'])),
  'partner OrderHold': 'why an order waits shows while it does; test/orders/holds', 'partner PromotionItem.product': 'by product, as its promotions are asked for; test/promotions',
  'crm representative ApprovalDelegation': 'the one who asks for all of them stands in for nobody; test/quotes/approving', 'crm representative ApprovalDelegationEdge': 'as above',
  'Query.quoteLetter': 'no offer of the cast is out; test/offers', QuoteLetter: 'as above', QuoteRecipient: 'as above',
}

/** Every (type, field, role) that the contract, the matrix and the rows of the cast let a role come to. */
export function reachable(world: World): string[] {
  const roles = [...new Set(world.askers.flatMap((asker) => asker.roles.map((role) => `${asker.app} ${role}`)))]
  return roles.flatMap((name) => {
    const [app, role] = name.split(' ') as [App, string], holders = world.askers.filter((asker) => asker.app === app && asker.roles.includes(role))
    return edgesOf(app, world, holders).map((edge) => `${name} ${edge}`).filter((edge) => !(edge.split('.')[0]! in beyond))
  })
}

function edgesOf(app: App, world: World, holders: Asker[]): string[] {
  const live = world.schemas[app], contract = contracts[app], edges = new Set<string>(), seen = new Set<string>()
  const can = (permission: string) => holders.some((holder) => canAs(holder)(permission))
  const permitted = (type: string, field: string): boolean => {
    const permission = fieldNeeds[`${type}.${field}`] ?? ((live.getType(type) as GraphQLObjectType | undefined)?.getFields()[field]?.extensions.permission as string | undefined)
    return permission === undefined || permission === 'public' || (permission === 'signed-in' ? holders.some(({ viewer }) => viewer) : can(permission))
  }
  const hasRows = (name: string) => { const record = exposedNamed(name.replace(/(Connection|Edge)$/, '')); return !record || name.endsWith('Connection') || holders.some((holder) => world.oracle(holder).count(record.table) > 0) }
  const visit = (type: GraphQLNamedType): void => {
    if (!isObjectType(type) || seen.has(type.name) || type.name in beyond || `${app} ${type.name}` in beyond || !hasRows(type.name)) return
    seen.add(type.name)
    for (const field of Object.values(type.getFields())) {
      if (!permitted(type.name, field.name) || `${type.name}.${field.name}` in beyond || `${app} ${type.name}.${field.name}` in beyond) continue
      edges.add(`${type.name}.${field.name}`)
      // who is nobody gets no further than to be told so
      if (recordOf(field) !== 'Viewer' || holders.some(({ viewer }) => viewer)) visit(targetOf(field))
    }
  }
  for (const root of [contract.getQueryType(), contract.getMutationType(), contract.getSubscriptionType()]) if (root) visit(root)
  return [...edges]
}
