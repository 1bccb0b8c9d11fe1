import { newId } from '../../kit/ids.ts'
import type { World } from '../world.ts'

export interface Person { id: string; name: string; email: string; roles: string[]; partnerId: string | null; managerId: string | null; country: string }

export interface PersonPlan {
  email: string
  name: string
  title: string
  phone: string
  locale: string
  roles: string[]
  country: string
  partnerId?: string
  managerId?: string | null
  spendingLimit?: number
}

export function addPerson(world: World, plan: PersonPlan): Person {
  const { random, calendar } = world
  const person: Person = { id: newId(), name: plan.name, email: plan.email, roles: plan.roles, partnerId: plan.partnerId ?? null, managerId: plan.managerId ?? null, country: plan.country }
  world.rows.add('app_user', {
    id: person.id, audience: plan.partnerId ? 'partner' : 'crm', email: plan.email, name: plan.name, title: plan.title, phone: plan.phone, locale: plan.locale, roles: plan.roles,
    partner_id: person.partnerId, manager_id: person.managerId, spending_limit: plan.spendingLimit ?? null, spending_period: plan.spendingLimit ? 'MONTH' : null,
    last_seen_at: calendar.ago(random.int(1, 12), plan.country), created_at: calendar.ago(random.int(380, 1500), plan.country),
  })
  if (plan.spendingLimit) world.spendingLimits.set(person.id, plan.spendingLimit)
  return person
}
