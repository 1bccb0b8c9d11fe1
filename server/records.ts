import { accessPersonal } from './access/access.personal.ts'
import { accessPolicies } from './access/access.policy.ts'
import { declared } from './access/policies.ts'
import { AccountStandingSchema } from './accounts/account-standing.ts'
import { AccountTeamMemberSchema } from './accounts/account-team-member.ts'
import { accountPersonal } from './accounts/account.personal.ts'
import { accountPolicies } from './accounts/account.policy.ts'
import { AccountSchema } from './accounts/account.ts'
import { AddressSchema } from './accounts/address.ts'
import { AuditEntrySchema } from './audit/audit-entry.ts'
import { auditPolicies } from './audit/audit.policy.ts'
import { billingPersonal } from './billing/billing.personal.ts'
import { billingPolicies } from './billing/billing.policy.ts'
import { InvoiceLineSchema, InvoiceTaxSchema } from './billing/invoice-line.ts'
import { InvoiceSchema } from './billing/invoice.ts'
import { cartPolicies } from './carts/cart.policy.ts'
import { CartLineSchema, CartSchema } from './carts/cart.ts'
import { catalogPolicies } from './catalog/catalog.policy.ts'
import { CategorySchema } from './catalog/category.ts'
import { ProductSchema } from './catalog/product.ts'
import { ConfigurationSchema } from './configurator/configuration.ts'
import { configuratorPolicies } from './configurator/configurator.policy.ts'
import { ModelVersionSchema, ProductModelSchema } from './configurator/model.ts'
import { consentPersonal, consentPolicies } from './contacts/consent.policy.ts'
import { ConsentSchema } from './contacts/consent.ts'
import { ContactSchema } from './contacts/contact.ts'
import { importPersonal } from './imports/import.personal.ts'
import { importPolicies } from './imports/import.policy.ts'
import { EventSchema } from './kit/event.ts'
import { OrderAmountSchema } from './orders/order-amount.ts'
import { OrderChangeInternalSchema, OrderChangeLineSchema, OrderChangeSchema } from './orders/order-change.ts'
import { OrderHoldSchema } from './orders/order-hold.ts'
import { OrderLineSchema } from './orders/order-line.ts'
import { orderPersonal } from './orders/order.personal.ts'
import { orderPolicies } from './orders/order.policy.ts'
import { OrderSchema } from './orders/order.ts'
import { ReturnLineSchema, ReturnSchema } from './orders/return.ts'
import { ShipmentLineSchema, ShipmentSchema } from './orders/shipment.ts'
import { PartnerTermsSchema } from './partners/partner-terms.ts'
import { partnerPolicies } from './partners/partner.policy.ts'
import { PartnerSchema } from './partners/partner.ts'
import { ProgramLevelSchema } from './partners/program-level.ts'
import { ApiKeySchema } from './people/api-key.ts'
import { peoplePersonal } from './people/people.personal.ts'
import { peoplePolicies } from './people/people.policy.ts'
import { UserSchema } from './people/user.ts'
import { signingInPolicies } from './people/signing-in.policy.ts'
import { PriceListEntrySchema, PriceListSchema } from './pricing/price-list.ts'
import { pricingPolicies } from './pricing/pricing.policy.ts'
import { PromotionSchema } from './pricing/promotion.ts'
import { QuoteApprovalSchema } from './quotes/quote-approval.ts'
import { QuoteLineCostSchema, QuoteVersionInternalSchema } from './quotes/quote-internal.ts'
import { QuoteLineSchema } from './quotes/quote-line.ts'
import { QuoteVersionSchema } from './quotes/quote-version.ts'
import { quotePersonal } from './quotes/quote.personal.ts'
import { quotePolicies } from './quotes/quote.policy.ts'
import { QuoteSchema } from './quotes/quote.ts'
import { stockPolicies } from './stock/stock.policy.ts'
import { StockSchema } from './stock/stock.ts'
import { AttemptSchema, DeliverySchema } from './webhooks/delivery.ts'
import { webhookPersonal } from './webhooks/webhook.personal.ts'
import { webhookPolicies } from './webhooks/webhook.policy.ts'
import { WebhookSchema } from './webhooks/webhook.ts'
import { CurrencyRateSchema } from './currencies/currency-rate.ts'
import { currencyPolicies } from './currencies/currency.policy.ts'
import { taxPolicies } from './tax/tax.policy.ts'
import { TaxExemptionSchema, TaxRuleSchema } from './tax/tax-rule.ts'

/** Every record, in the order of the rooms: a room imports only from those before it. */
export const entities = [
  EventSchema, UserSchema, ApiKeySchema, ProgramLevelSchema, PartnerSchema, PartnerTermsSchema, AccountSchema, AccountStandingSchema, AccountTeamMemberSchema, AddressSchema,
  ContactSchema, ConsentSchema, CategorySchema, ProductSchema, CurrencyRateSchema, PriceListSchema, PriceListEntrySchema, PromotionSchema, StockSchema, ProductModelSchema, ModelVersionSchema, ConfigurationSchema, CartSchema, CartLineSchema, TaxRuleSchema, TaxExemptionSchema, QuoteSchema, QuoteVersionSchema, QuoteVersionInternalSchema, QuoteLineSchema,
  QuoteLineCostSchema, QuoteApprovalSchema, OrderSchema, OrderAmountSchema, OrderLineSchema, OrderHoldSchema, OrderChangeSchema, OrderChangeInternalSchema, OrderChangeLineSchema, ShipmentSchema, ShipmentLineSchema, ReturnSchema, ReturnLineSchema, InvoiceSchema, InvoiceLineSchema, InvoiceTaxSchema, AuditEntrySchema, AttemptSchema, DeliverySchema, WebhookSchema,
]

const business = [
  ...accessPolicies, ...peoplePolicies, ...signingInPolicies, ...partnerPolicies, ...accountPolicies, ...consentPolicies, ...catalogPolicies, ...currencyPolicies, ...pricingPolicies, ...stockPolicies, ...configuratorPolicies,
  ...cartPolicies, ...taxPolicies, ...quotePolicies, ...orderPolicies, ...billingPolicies, ...webhookPolicies, ...importPolicies,
]

/** Row policies of every table that holds business data; a house test finds a table without one. */
export const policies = declared([...business, ...auditPolicies(business)])

/** What is held about people, and where: exports and erasures are made from it. A house test finds a table that is missing. */
export const personal = [...accessPersonal, ...peoplePersonal, ...accountPersonal, ...consentPersonal, ...quotePersonal, ...orderPersonal, ...billingPersonal, ...webhookPersonal, ...importPersonal]
