/**
 * Who may do what: the one table of grants. Shield, the row policies, the `actions` on every record, schema/permissions.md and
 * the database's copy all come from it.
 *
 * own   records that I own or whose partner I look after; a partner user's own records
 * team  those of everyone below me in the management tree
 * channel  those of the partners that I manage
 * org   those of my partner organisation (sub-dealers where a policy says so)
 * all   every record
 * Who decides on a quote – approve, reject, return – its chain says, step by step; the scope says who may stand in for whom.
 * An API key has its creator's grants, cut down to the permissions that it lists.
 */
const table = `
                     rep   manager desk  finance channel product marketer service analyst admin | padmin pmanager seller buyer
user:read            all   all     all   all     all     all     all      all     all     all   | org    org      org    org
user:manage          -     -       -     -       channel -       -        -       -       all   | org    -        -      -
staff:manage         -     -       -     -       -       -       -        -       -       all   | -      -        -      -
key:manage           own   own     own   own     own     own     own      own     own     all   | org    -        -      -
webhook:manage       -     -       -     -       -       -       -        -       -       all   | org    -        -      -
partner:read         own   team    all   all     channel all     all      all     all     all   | org    org      org    org
partner:update       -     -       -     -       channel -       -        -       -       all   | -      -        -      -
partner:apply        -     -       -     -       channel -       -        -       -       all   | -      -        -      -
partner:review       -     -       -     -       channel -       -        -       -       all   | -      -        -      -
partner:approve      -     -       -     -       channel -       -        -       -       all   | -      -        -      -
partner:reject       -     -       -     -       channel -       -        -       -       all   | -      -        -      -
partner:onboard      -     -       -     -       channel -       -        -       -       all   | -      -        -      -
partner:activate     -     -       -     -       channel -       -        -       -       all   | -      -        -      -
partner:suspend      -     -       -     -       channel -       -        -       -       all   | -      -        -      -
partner:resume       -     -       -     -       channel -       -        -       -       all   | -      -        -      -
partner:terminate    -     -       -     -       channel -       -        -       -       all   | -      -        -      -
partner:credit       -     team    -     all     channel -       -        -       -       all   | -      -        -      -
account:read         own   team    all   all     channel all     all      all     all     all   | org    org      own    own
account:create       own   team    all   -       channel -       -        -       -       all   | org    org      own    -
account:update       own   team    all   -       channel -       -        -       -       all   | org    org      own    -
account:standing     own   team    -     all     channel -       -        -       all     all   | -      -        -      -
note:write           own   team    all   all     channel all     all      all     -       all   | -      -        -      -
contact:read         own   team    all   all     channel all     all      all     all     all   | org    org      own    own
contact:write        own   team    all   -       channel -       all      all     -       all   | org    org      own    -
consent:read         own   team    all   all     channel all     all      all     all     all   | org    org      own    own
consent:write        own   team    all   -       channel -       all      all     -       all   | org    org      own    -
privacy:export       -     -       -     -       -       -       -        -       -       all   | -      -        -      -
privacy:erase        -     -       -     -       -       -       -        -       -       all   | -      -        -      -
catalog:read         all   all     all   all     all     all     all      all     all     all   | org    org      org    org
cost:read            all   all     -     all     -       all     -        -       all     all   | -      -        -      -
price:read           all   all     all   all     all     all     all      -       all     all   | -      -        -      -
price:explain        all   all     all   all     all     all     all      -       all     all   | org    org      org    org
promotion:create     -     -       -     -       -       all     all      -        -       all   | -      -        -      -
promotion:edit       -     -       -     -       -       all     all      -        -       all   | -      -        -      -
promotion:activate   -     -       -     -       -       all     all      -        -       all   | -      -        -      -
promotion:pause      -     -       -     -       -       all     all      -        -       all   | -      -        -      -
promotion:resume     -     -       -     -       -       all     all      -        -       all   | -      -        -      -
promotion:end        -     -       -     -       -       all     all      -        -       all   | -      -        -      -
promotion:result     -     all     -     -       -       all     all      -        all     all   | -      -        -      -
specialPrice:read    own   team    all   all     channel all     -        -       all     all   | org    org      own    own
specialPrice:create  own   team    all   -       channel -       -        -       -       all   | org    org      own    own
specialPrice:edit    own   team    all   -       channel -       -        -       -       all   | org    org      own    own
specialPrice:submit  own   team    all   -       channel -       -        -       -       all   | org    org      own    own
specialPrice:withdraw own  team    all   -       channel -       -        -       -       all   | org    org      own    own
specialPrice:approve -     team    -     -       channel -       -        -       -       all   | -      -        -      -
specialPrice:reject  -     team    -     -       channel -       -        -       -       all   | -      -        -      -
specialPrice:return  -     team    -     -       channel -       -        -       -       all   | -      -        -      -
pricelist:create     -     -       -     -       -       all     -        -       -       all   | -      -        -      -
pricelist:edit       -     -       -     -       -       all     -        -       -       all   | -      -        -      -
pricelist:end        -     -       -     -       -       all     -        -       -       all   | -      -        -      -
pricechange:prepare  -     -       -     -       -       all     -        -       -       all   | -      -        -      -
pricechange:apply    -     -       -     -       -       all     -        -       -       all   | -      -        -      -
pricechange:discard  -     -       -     -       -       all     -        -       -       all   | -      -        -      -
pricechange:undo     -     -       -     -       -       all     -        -       -       all   | -      -        -      -
model:create         -     -       -     -       -       all     -        -       -       all   | -      -        -      -
model:draft          -     -       -     -       -       all     -        -       -       all   | -      -        -      -
model:edit           -     -       -     -       -       all     -        -       -       all   | -      -        -      -
model:publish        -     -       -     -       -       all     -        -       -       all   | -      -        -      -
model:retire         -     -       -     -       -       all     -        -       -       all   | -      -        -      -
configuration:use    own   team    all   -       channel all     -        -       -       all   | org    org      org    org
cart:use             -     -       -     -       -       -       -        -       -       -     | own    own      own    own
quote:read           own   team    all   all     channel -       -        -       all     all   | org    org      own    own
quote:request        -     -       -     -       -       -       -        -       -       -     | org    org      own    own
quote:create         own   team    all   -       channel -       -        -       -       all   | -      -        -      -
quote:draft          own   team    all   -       channel -       -        -       -       all   | -      -        -      -
quote:edit           own   team    all   -       channel -       -        -       -       all   | -      -        -      -
quote:submit         own   team    all   -       channel -       -        -       -       all   | -      -        -      -
quote:copy           own   team    all   -       channel -       -        -       -       all   | -      -        -      -
quote:approve        own   team    -     all     channel -       -        -       -       all   | -      -        -      -
quote:reject         own   team    -     all     channel -       -        -       -       all   | -      -        -      -
quote:return         own   team    -     all     channel -       -        -       -       all   | -      -        -      -
approvalrule:manage  -     -       -     all     -       -       -        -       -       all   | -      -        -      -
delegation:manage    own   team    -     own     own     -       -        -       -       all   | -      -        -      -
quote:present        own   team    all   -       channel -       -        -       -       all   | -      -        -      -
quote:send           own   team    all   -       channel -       -        -       -       all   | -      -        -      -
quote:revise         own   team    all   -       channel -       -        -       -       all   | -      -        -      -
quote:cancel         own   team    all   -       channel -       -        -       -       all   | -      -        -      -
quote:accept         -     -       -     -       -       -       -        -       -       -     | org    org      own    own
quote:decline        -     -       -     -       -       -       -        -       -       -     | org    org      own    -
margin:read          own   team    -     all     -       -       -        -       all     all   | -      -        -      -
order:read           own   team    all   all     channel -       -        all     all     all   | org    org      own    own
order:place          -     -       -     -       -       -       -        -       -       -     | org    org      own    own
order:approve        -     -       -     -       -       -       -        -       -       -     | org    org      -      -
order:reject         -     -       -     -       -       -       -        -       -       -     | org    org      -      -
order:cancel         -     team    all   -       channel -       -        -       -       all   | org    org      own    own
stock:receive        -     -       all   -       -       all     -        -       -       all   | -      -        -      -
supply:read          all   all     all   all     all     all     all      all     all     all   | -      -        -      -
supply:announce      -     -       all   -       -       all     -        -       -       all   | -      -        -      -
supply:edit          -     -       all   -       -       all     -        -       -       all   | -      -        -      -
supply:receive       -     -       all   -       -       all     -        -       -       all   | -      -        -      -
supply:cancel        -     -       all   -       -       all     -        -       -       all   | -      -        -      -
order:confirm        -     -       all   -       -       -       -        -       -       all   | -      -        -      -
order:hold           -     -       all   all     -       -       -        -       -       all   | -      -        -      -
order:release        -     team    all   all     -       -       -        -       -       all   | -      -        -      -
credit:release       -     team    -     all     -       -       -        -       -       all   | -      -        -      -
order:ship           -     -       all   -       -       -       -        -       -       all   | -      -        -      -
order:deliver        -     -       all   -       -       -       -        -       -       all   | -      -        -      -
order:repromise      -     -       all   -       -       -       -        -       -       all   | -      -        -      -
order:close          -     -       all   all     -       -       -        -       -       all   | -      -        -      -
orderChange:request  own   team    all   -       channel -       -        -       -       all   | org    org      own    own
orderChange:edit     own   team    all   -       channel -       -        -       -       all   | org    org      own    own
orderChange:submit   own   team    all   -       channel -       -        -       -       all   | org    org      own    own
orderChange:withdraw own   team    all   -       channel -       -        -       -       all   | org    org      own    own
orderChange:approve  -     team    -     all     -       -       -        -       -       all   | org    org      -      -
orderChange:apply    -     -       all   -       -       -       -        -       -       all   | -      -        -      -
orderChange:reject   -     team    all   -       -       -       -        -       -       all   | org    org      -      -
return:request       own   team    all   -       channel -       -        all     -       all   | org    org      own    own
return:cancel        own   team    all   -       channel -       -        all     -       all   | org    org      own    own
return:approve       -     -       all   -       -       -       -        -       -       all   | -      -        -      -
return:reject        -     -       all   -       -       -       -        -       -       all   | -      -        -      -
return:receive       -     -       all   -       -       -       -        -       -       all   | -      -        -      -
return:close         -     -       all   all     -       -       -        -       -       all   | -      -        -      -
rate:read            all   all     all   all     all     all     -        -       all     all   | -      -        -      -
rate:manage          -     -       -     all     -       -       -        -       -       all   | -      -        -      -
tax:read             all   all     all   all     all     all     -        -       all     all   | -      -        -      -
tax:manage           -     -       -     all     -       -       -        -       -       all   | -      -        -      -
invoice:read         own   team    all   all     channel -       -        -       all     all   | org    org      own    own
invoice:create       -     -       -     all     -       -       -        -       -       all   | -      -        -      -
invoice:issue        -     -       -     all     -       -       -        -       -       all   | -      -        -      -
invoice:discard      -     -       -     all     -       -       -        -       -       all   | -      -        -      -
invoice:credit       -     -       -     all     -       -       -        -       -       all   | -      -        -      -
payment:read         own   team    -     all     channel -       -        -       all     all   | org    org      -      -
payment:book         -     -       -     all     -       -       -        -       -       all   | -      -        -      -
payment:allocate     -     -       -     all     -       -       -        -       -       all   | -      -        -      -
payment:unallocate   -     -       -     all     -       -       -        -       -       all   | -      -        -      -
payment:refund       -     -       -     all     -       -       -        -       -       all   | -      -        -      -
payment:reverse      -     -       -     all     -       -       -        -       -       all   | -      -        -      -
payment:writeOff     -     -       -     all     -       -       -        -       -       all   | -      -        -      -
bankLine:read        -     -       -     all     -       -       -        -       -       all   | -      -        -      -
bankLine:import      -     -       -     all     -       -       -        -       -       all   | -      -        -      -
bankLine:assign      -     -       -     all     -       -       -        -       -       all   | -      -        -      -
bankLine:ignore      -     -       -     all     -       -       -        -       -       all   | -      -        -      -
bankLine:reopen      -     -       -     all     -       -       -        -       -       all   | -      -        -      -
dunning:read         -     -       -     all     -       -       -        -       -       all   | -      -        -      -
dunning:prepare      -     -       -     all     -       -       -        -       -       all   | -      -        -      -
dunning:release      -     -       -     all     -       -       -        -       -       all   | -      -        -      -
dunning:discard      -     -       -     all     -       -       -        -       -       all   | -      -        -      -
dunning:hold         -     -       -     all     -       -       -        -       -       all   | -      -        -      -
dunning:manage       -     -       -     all     -       -       -        -       -       all   | -      -        -      -
event:read           own   team    all   all     channel all     all      all     all     all   | org    org      own    own
history:read         all   all     all   all     all     all     all      all     all     all   | -      -        -      -
audit:read           -     -       -     -       -       -       -        -       -       all   | -      -        -      -
job:read             -     -       -     -       -       -       -        -       -       all   | -      -        -      -
letterhead:manage    -     -       -     -       -       -       -        -       -       all   | -      -        -      -
template:manage      -     -       -     all     -       -       -        -       -       all   | -      -        -      -
contract:read        own   team    all   all     channel -       -        all     all     all   | org    org      -      -
contract:create      own   team    -     all     channel -       -        -       -       all   | -      -        -      -
contract:edit        own   team    -     all     channel -       -        -       -       all   | -      -        -      -
contract:send        own   team    -     all     channel -       -        -       -       all   | -      -        -      -
contract:sign        own   team    -     all     channel -       -        -       -       all   | -      -        -      -
contract:revise      own   team    -     all     channel -       -        -       -       all   | -      -        -      -
contract:renew       own   team    -     all     channel -       -        -       -       all   | -      -        -      -
contract:terminate   -     team    -     all     channel -       -        -       -       all   | -      -        -      -
contract:cancel      own   team    -     all     channel -       -        -       -       all   | -      -        -      -
backoffice:stock     -     -      all   -       -       -       -        -       -       all   | -      -        -      -
backoffice:supply    -     -      all   -       -       -       -        -       -       all   | -      -        -      -
backoffice:ship      -     -      all   -       -       -       -        -       -       all   | -      -        -      -
backoffice:invoice   -     -      -     all     -       -       -        -       -       all   | -      -        -      -
export:read          -     -      -     -       -       -       -        -       -       all   | -      -        -      -
access:explain       -     -       -     -       -       -       -        -       -       all   | -      -        -      -
access:viewas        -     -       -     -       -       -       -        -       -       all   | -      -        -      -
`

export const staffRoles = ['representative', 'manager', 'order_desk', 'finance', 'channel_manager', 'product_manager', 'marketer', 'service_agent', 'analyst', 'administrator'] as const
export const partnerRoles = ['partner_administrator', 'partner_manager', 'seller', 'buyer'] as const
export const roles = [...staffRoles, ...partnerRoles] as const
export type Role = (typeof roles)[number]

export const scopes = ['all', 'team', 'channel', 'own', 'org'] as const
export type Scope = (typeof scopes)[number]

export interface Grant { permission: string; role: Role; scope: Scope }

const rows = table.trim().split('\n').slice(1).map((line) => line.replace('|', ' ').trim().split(/\s+/))

export const grants: Grant[] = rows.flatMap(([permission, ...cells]) => {
  if (cells.length !== roles.length) throw new Error(`${permission}: ${cells.length} cells for ${roles.length} roles`)
  return cells.flatMap((cell, index) => {
    if (cell === '-') return []
    if (!scopes.includes(cell as Scope)) throw new Error(`${permission}: no such scope as ${cell}`)
    return [{ permission: permission!, role: roles[index]!, scope: cell as Scope }]
  })
})

export const permissions: string[] = rows.map(([permission]) => permission!)

const byRole = new Map<string, Map<string, Scope>>(roles.map((role) =>
  [role, new Map(grants.filter((grant) => grant.role === role).map((grant) => [grant.permission, grant.scope]))]))

/** The widest scope that any of the roles grants; the order of `scopes` is the order of width. */
export function scopeOf(held: readonly string[], permission: string): Scope | null {
  let widest: Scope | null = null
  for (const role of held) {
    const scope = byRole.get(role)?.get(permission)
    if (scope && (widest === null || scopes.indexOf(scope) < scopes.indexOf(widest))) widest = scope
  }
  return widest
}

/** Whether any role of an audience holds a permission at all: if not, the word does not exist in its schema. */
export const grantedTo = (audience: 'crm' | 'partner' | 'customer', permission: string): boolean =>
  grants.some((grant) => grant.permission === permission &&
    (audience === 'crm' ? (staffRoles as readonly string[]) : audience === 'partner' ? (partnerRoles as readonly string[]) : []).includes(grant.role))
