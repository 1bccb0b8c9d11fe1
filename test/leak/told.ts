import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type GraphQLObjectType, type GraphQLSchema, buildSchema, getNamedType, isLeafType, isObjectType } from 'graphql'
import type { App } from '../support/server.ts'
import { exposedTypes } from '../../server/kit/read/registry.ts'

// What an audience may read of a row that it sees, from the committed contract: not from the code, which is what is tested.

const contract = (app: App): GraphQLSchema => buildSchema(readFileSync(join(import.meta.dirname, `../../schema/${app}.graphql`), 'utf8'))
export const contracts: Record<App, GraphQLSchema> = { crm: contract('crm'), partner: contract('partner') }

/** Fields that ask for a permission of their own, beside that of being of the audience. The registry is compared with it. */
export const fieldNeeds: Record<string, string> = {
  'Partner.creditLimit': 'partner:credit', 'Partner.creditRating': 'partner:credit', 'Account.revenuePotential': 'account:standing', 'Account.creditStanding': 'account:standing',
  'Product.cost': 'cost:read', 'Quote.marginPercent': 'margin:read', 'QuoteVersion.cost': 'margin:read', 'QuoteVersion.margin': 'margin:read', 'QuoteVersion.marginPercent': 'margin:read',
  'Contact.consents': 'consent:read', 'Contact.consentHistory': 'consent:read', 'Contact.mayContact': 'consent:read', 'QuoteLine.unitCost': 'margin:read', 'QuoteLine.marginPercent': 'margin:read',
  'PriceListEntry.cost': 'cost:read', 'PriceListEntry.marginPercent': 'cost:read', 'PriceChange.belowCostCount': 'cost:read', 'PriceChangeItem.cost': 'cost:read', 'PriceChangeItem.belowCost': 'cost:read',
  'PriceEffectLine.unitCost': 'cost:read', 'PriceEffectBuyer.cost': 'cost:read', 'PriceEffectBuyer.marginBefore': 'cost:read', 'PriceEffectBuyer.marginAfter': 'cost:read', 'Promotion.discountGiven': 'promotion:result',
  'ProductModel.surchargeCosts': 'cost:read', 'SpecialPriceLine.cost': 'margin:read', 'SpecialPriceLine.requestedMargin': 'margin:read', 'SpecialPriceLine.approvedMargin': 'margin:read', 'SpecialPriceLine.currentMargin': 'margin:read',
}

/**
 * Columns whose field is not simply the column's name on the type of their table. A column that is neither here nor there is
 * told to nobody: add it here, with the fields that tell it, when a run reports it and the contract means it to be told.
 */
const elsewhere: Record<string, string[]> = {
  'order_amount.subtotal': ['Order.subtotal'], 'order_amount.total': ['Order.total'],
  'partner_terms.credit_limit': ['Partner.creditLimit'], 'partner_terms.credit_rating': ['Partner.creditRating'], 'partner_terms.internal_note': ['Partner.internalNote'],
  'account_standing.revenue_potential': ['Account.revenuePotential'], 'account_standing.credit_standing': ['Account.creditStanding'], 'account_standing.internal_note': ['Account.internalNote'],
  'contact_note.note': ['Contact.note'], 'product_cost.cost': ['Product.cost'], 'surcharge_cost.cost': ['ProductModel.surchargeCosts'], 'surcharge_cost.option': ['ProductModel.surchargeCosts'], 'surcharge_cost.choice': ['ProductModel.surchargeCosts'], 'list_price.price': ['Product.listPrice'],
  'quote_version_internal.cost': ['QuoteVersion.cost'], 'quote_version_internal.internal_note': ['QuoteVersion.internalNote'], 'quote_version_internal.approval_reasons': ['QuoteVersion.approvalReasons'],
  'quote_line_cost.unit_cost': ['QuoteLine.unitCost'],
  // a step of a price tells by which list or promotion
  'price_list.name': ['PriceList.name', 'PriceStep.name'], 'price_list.name_i18n': ['PriceList.name', 'PriceStep.name'], 'price_list_entry.value': ['PriceListEntry.value', 'PriceStep.priceAfter'], 'price_entry_cost.value': ['PriceListEntry.value'],
  'promotion.name': ['Promotion.name', 'PriceStep.name'], 'promotion.name_i18n': ['Promotion.name', 'PriceStep.name'],
  'session.address': ['Session.address'], 'session.agent': ['Session.browser', 'Session.system'], 'session.created_at': ['Session.createdAt'], 'session.seen_at': ['Session.seenAt'], 'session.id': ['Session.id'],
  'audit_entry.changes': ['AuditChange.old'],
  // a model is shown as its questions, a saved solution as its answers
  'model_version.definition': ['ModelVersion.definition', 'ConfiguredChoice.name'], 'configuration.answers': ['ConfiguredAnswer.choices'],
  'receivable_entry.document': ['AccountMovement.document'], 'receivable_entry.amount': ['AccountMovement.amount'], 'receivable_entry.day': ['AccountMovement.day'],
  'order_change_internal.approval_reasons': ['OrderChange.approvalReasons'], 'bank_line.proposal': ['BankLine.proposedNumbers'], 'dunning_letter.totals': ['DunningLetter.sums'], 'dunning_level.texts': ['DunningLevel.subjects', 'DunningLevel.sentences'],
  // an event's sentence is made of its data
  'event.data': ['Event.summary'],
}
/** Columns whose field of the same name tells something else to an audience. */
const otherwise: Record<string, App> = { 'quote.updated_at': 'crm', 'quote.public_at': 'partner' }
const renamed: Record<string, string> = { 'quote.public_at': 'Quote.updatedAt', 'quote.public_state': 'Quote.state' }

const camel = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
const typesOf = (table: string) => exposedTypes().filter((type) => type.table === table).map(({ name }) => name)

/** Whether a field is in an audience's contract, and holds the value itself rather than another record. */
export function holdsValue(app: App, path: string): boolean {
  const [type, field] = path.split('.') as [string, string], found = contracts[app].getType(type)
  const definition = isObjectType(found) ? (found as GraphQLObjectType).getFields()[field] : undefined
  return definition !== undefined && (isLeafType(getNamedType(definition.type)) || field === 'attributes')
}

/** The fields of an audience's contract that tell a column. */
export function fieldsOf(app: App, table: string, column: string): string[] {
  const name = `${table}.${column}`
  if (otherwise[name] && otherwise[name] !== app) return []
  const own = typesOf(table).map((type) => `${type}.${camel(column.replace(/_i18n$/, ''))}`)
  return [...own, ...(elsewhere[name] ?? []), ...(renamed[name] ? [renamed[name]] : [])].filter((path) => holdsValue(app, path))
}

/** What stands on pages that leave the house, and in no field. */
const printed = /^(letterhead(_text)?\.(?!updated_at)|invoice\.ship_region$)/

/** Whether it is told to somebody with these permissions. */
export const isTold = (app: App, table: string, column: string, can: (permission: string) => boolean): boolean =>
  printed.test(`${table}.${column}`) || fieldsOf(app, table, column).some((path) => !fieldNeeds[path] || can(fieldNeeds[path]))
