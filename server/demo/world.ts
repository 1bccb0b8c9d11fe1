import type { CategoryNode } from './catalog/build.ts'
import type { DemoProduct } from './catalog/product.ts'
import { Calendar } from './kit/calendar.ts'
import { Random } from './kit/random.ts'
import { Rows } from './kit/rows.ts'
import type { DemoAccount } from './accounts/account.ts'
import type { ListTerms } from '../pricing/terms.ts'
import type { DemoSpecial } from './pricing/specials.ts'
import type { DemoPromotion } from './pricing/promotions.ts'
import type { DemoPartner } from './people/partner.ts'
import type { Person } from './people/person.ts'
import type { Solution } from './configurator/solutions.ts'
import type { DemoBuilt } from './trade/lines.ts'
import { Numbers } from './trade/numbers.ts'

const seed = 20_041_012

/** The demo company while it is made up. */
export class World {
  readonly random = new Random(seed)
  readonly calendar: Calendar
  readonly rows = new Rows()
  readonly categories = new Map<string, CategoryNode>()
  readonly products: DemoProduct[] = []
  /** By the part of the address before the @. */
  readonly staff = new Map<string, Person>()
  readonly partners = new Map<string, DemoPartner>()
  readonly accounts: DemoAccount[] = []
  /** Ids of the program's levels. */
  readonly levels = new Map<string, string>()
  readonly promotions: DemoPromotion[] = []
  readonly specials: DemoSpecial[] = []
  /** What was configured, to be offered and ordered. */
  readonly configured = new Map<Solution, DemoBuilt>()
  /** What buyers may order in a month. */
  readonly spendingLimits = new Map<string, number>()
  /** The price lists that concern direct customers. */
  directLists: ListTerms[] = []
  readonly numbers: Numbers

  constructor(now: Date) {
    this.calendar = new Calendar(now, this.random.fork())
    this.numbers = new Numbers(this)
  }

  product(sku: string): DemoProduct {
    return this.found(this.products.find((product) => product.sku === sku), sku)
  }

  member(name: string): Person {
    return this.found(this.staff.get(name), name)
  }

  /** Who leads a member of staff. */
  managerOf(person: Person): Person {
    return this.found([...this.staff.values()].find(({ id }) => id === person.managerId), `manager of ${person.name}`)
  }

  partner(code: string): DemoPartner {
    return this.found(this.partners.get(code), code)
  }

  private found<T>(thing: T | undefined, name: string): T {
    if (!thing) throw new Error(`The demo has no ${name}`)
    return thing
  }
}
