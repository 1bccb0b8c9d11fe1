import { Migration001Access } from './001-access.ts'
import { Migration002PartnersAccounts } from './002-partners-accounts.ts'
import { Migration003CatalogPricing } from './003-catalog-pricing.ts'
import { Migration004QuotesOrders } from './004-quotes-orders.ts'
import { Migration005Pricing } from './005-pricing.ts'
import { Migration006Imports } from './006-imports.ts'
import { Migration007Audit } from './007-audit.ts'
import { Migration008MailInvitations } from './008-mail-invitations.ts'
import { Migration009SigningIn } from './009-signing-in.ts'
import { Migration010Privacy } from './010-privacy.ts'
import { Migration011ViewAs } from './011-view-as.ts'
import { Migration012PartnerSuspended } from './012-partner-suspended.ts'
import { Migration013Indexes } from './013-indexes.ts'
import { Migration014PriceLists } from './014-price-lists.ts'
import { Migration020Configurator } from './020-configurator.ts'
import { Migration025Webhooks } from './025-webhooks.ts'
import { Migration030PriceRules } from './030-price-rules.ts'
import { Migration031Promotions } from './031-promotions.ts'
import { Migration035Offers } from './035-offers.ts'
import { Migration040Scopes } from './040-scopes.ts'

/** Forward only, in order; a landed migration is never edited. */
export const migrationsList = [Migration001Access, Migration002PartnersAccounts, Migration003CatalogPricing, Migration004QuotesOrders, Migration005Pricing, Migration006Imports, Migration007Audit, Migration008MailInvitations, Migration009SigningIn, Migration010Privacy, Migration011ViewAs, Migration012PartnerSuspended, Migration013Indexes, Migration014PriceLists, Migration020Configurator, Migration025Webhooks, Migration030PriceRules, Migration031Promotions, Migration035Offers, Migration040Scopes]
  .map((migration) => ({ name: migration.name, class: migration }))
