import { AccountResolver } from './accounts/account.resolver.ts'
import { AddressResolver } from './accounts/address.resolver.ts'
import { TeamResolver } from './accounts/team.resolver.ts'
import { CartResolver } from './carts/cart.resolver.ts'
import { CatalogResolver } from './catalog/catalog.resolver.ts'
import { ContactResolver } from './contacts/contact.resolver.ts'
import { ContactLinkResolver } from './contacts/link.resolver.ts'
import { BuyingResolver } from './orders/buying.resolver.ts'
import { OrderResolver } from './orders/order.resolver.ts'
import './orders/order-timeline.ts'
import { HomeResolver, WorkResolver } from './overview/home.resolver.ts'
import { JobsResolver } from './overview/jobs.resolver.ts'
import { LiveResolver } from './overview/live.resolver.ts'
import { NoteResolver } from './overview/note.resolver.ts'
import { SearchResolver } from './overview/search.resolver.ts'
import { ApplyResolver } from './partners/apply.resolver.ts'
import { PartnerResolver } from './partners/partner.resolver.ts'
import { ViewerPartnerResolver } from './partners/viewer-partner.resolver.ts'
import { ApiKeyResolver } from './people/api-key.resolver.ts'
import { PeopleResolver } from './people/people.resolver.ts'
import { SessionResolver } from './people/session.resolver.ts'
import { PriceResolver } from './pricing/price.resolver.ts'
import './pricing/product-price.ts'
import { QuoteResolver, QuoteVersionResolver } from './quotes/quote.resolver.ts'
import { PromiseResolver } from './stock/promise.resolver.ts'
import { StockResolver } from './stock/stock.resolver.ts'
import { TimelineResolver } from './timeline/timeline.resolver.ts'

/** Every resolver, in the order of the rooms. */
export const resolvers = [
  SessionResolver, PeopleResolver, ApiKeyResolver, PartnerResolver, ApplyResolver, ViewerPartnerResolver, AccountResolver, AddressResolver, TeamResolver, ContactResolver, ContactLinkResolver, TimelineResolver, CatalogResolver, PriceResolver, PromiseResolver, StockResolver,
  CartResolver, QuoteResolver, QuoteVersionResolver, OrderResolver, BuyingResolver, NoteResolver, SearchResolver, HomeResolver, WorkResolver, JobsResolver, LiveResolver,
]
