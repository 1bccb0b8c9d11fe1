import { type GraphQLField, type GraphQLObjectType, type GraphQLSchema, getNamedType } from 'graphql'
import type { Run } from '../kit/read/reader.ts'
import type { ExposedType } from '../kit/read/registry.ts'
import { quote } from '../kit/read/sql.ts'
import { Condition, type Reason } from './condition.ts'
import { type Role, scopeOf } from './matrix.ts'
import { type Rule as Policy, policyOf } from './policies.ts'
import type { Viewer } from './viewer.ts'

/** In the order in which a request meets them. */
export const walls = ['SIGN_IN', 'ABSENCE', 'OPERATION', 'FIELD', 'ROW'] as const
export type Wall = (typeof walls)[number]

/** One rule that a person meets on the way to a record, and whether it lets them pass. */
export interface Finding {
  wall: Wall
  name: string
  granted: boolean
  /** REQUIRED must let them pass; of the REASONs one that does is enough. */
  kind: 'REQUIRED' | 'REASON'
  data: Record<string, unknown>
}

/** Somebody whose access is explained, whether they may sign in or not. */
export interface Person { viewer: Viewer; active: boolean; partnerActive: boolean | null }

const required = (wall: Wall, name: string, granted: boolean, data: Record<string, unknown> = {}): Finding => ({ wall, name, granted, kind: 'REQUIRED', data })

export const passes = (findings: readonly Finding[]): boolean => findings.every(({ granted, kind }) => granted || kind === 'REASON')

const signInFindings = ({ active, partnerActive }: Person): Finding[] => [
  required('SIGN_IN', 'active', active), ...(partnerActive === null ? [] : [required('SIGN_IN', 'partnerActive', partnerActive)]),
]

const permissionOf = (field: GraphQLField<unknown, unknown>) => field.extensions.permission as string | undefined
/** What a viewer has of a permission, and through which of their roles. */
const held = ({ data: { roles } }: Viewer, permission: string) =>
  ({ permission, scope: scopeOf(roles, permission), roles: roles.filter((role) => scopeOf([role as Role], permission) !== null) })

/** The permissions with which the queries of a schema give out records of a type. */
export const operationsOf = (schema: GraphQLSchema, { name }: ExposedType): string[] => [...new Set(
  Object.values(schema.getQueryType()!.getFields()).filter(({ type }) => [name, `${name}Connection`].includes(getNamedType(type).name)).map((field) => permissionOf(field)!),
)]

/** What the person's schema and the matrix say: the walls before the rows. */
export function operationFindings(viewer: Viewer, schema: GraphQLSchema, type: ExposedType, field?: string): Finding[] {
  const shown = schema.getType(type.name) as GraphQLObjectType | undefined
  const column = field === undefined ? undefined : shown?.getFields()[field]
  const found = [required('ABSENCE', 'type', shown !== undefined, { type: type.name })]
  if (field !== undefined && shown) found.push(required('ABSENCE', 'field', column !== undefined, { type: type.name, field }))
  const asked = operationsOf(schema, type).map((permission) => held(viewer, permission))
  // several queries may give out the same records: one that they may ask is enough
  const open = asked.some(({ scope }) => scope !== null)
  found.push(...asked.filter(({ scope }) => !open || scope !== null).map((data) => required('OPERATION', 'permission', data.scope !== null, data)))
  const needs = column && permissionOf(column)
  if (needs) { const data = held(viewer, needs); found.push(required('FIELD', 'fieldPermission', data.scope !== null, { ...data, field })) }
  return found
}

/** The rows that a person's login role may see of a table; undefined when it may not even name it. */
const policyFor = ({ audience }: Viewer, { table }: ExposedType): Policy | undefined => policyOf(table)?.[audience === 'crm' ? 'staff' : 'partner']

const namedIn = (read: Policy['read']): { demands: readonly Reason[]; reasons: readonly Reason[] } =>
  (read instanceof Condition ? read : { demands: [], reasons: [{ name: 'policy', sql: read }] })

/**
 * Asks the database, as the person, whether it shows them the row, and which of the policy's reasons hold. The row comes as a
 * value, so that reasons can be asked for a row that stays hidden; what they look up in other tables is under the person's rights.
 */
async function rowFindings(run: Run, viewer: Viewer, type: ExposedType, row: Record<string, unknown>): Promise<Finding[]> {
  const policy = policyFor(viewer, type)
  if (!policy) return [required('ABSENCE', 'grant', false)]
  const { demands, reasons } = namedIn(policy.read), table = quote(type.table)
  const [answer] = await run(
    `select exists (select 1 from ${table} where id = $1) as visible, array[${[...demands, ...reasons].map(({ sql }) => `coalesce((${sql}), false)`).join(', ')}] as holds from jsonb_populate_record(null::${table}, $2) ${table}`,
    [row.id, JSON.stringify(row)])
  const holds = answer!.holds as boolean[]
  return [
    ...demands.map(({ name }, index) => required('ROW', name, holds[index]!)),
    ...reasons.flatMap((reason, index) => finding(viewer, reason, holds[demands.length + index]!, row)),
    required('ROW', 'visible', answer!.visible as boolean),
  ]
}

function finding(viewer: Viewer, { name, permission, scopes, person, partner }: Reason, granted: boolean, row: Record<string, unknown>): Finding[] {
  const scope = permission ? viewer.scope(permission) : null
  // what another scope would open is nothing to be told about
  if (!granted && scopes && !scopes.some((one) => one === scope)) return []
  return [{ wall: 'ROW', name, granted, kind: 'REASON', data: {
    ...(permission ? { permission, scope } : {}), ...(person ? { personId: row[person] ?? null } : {}), ...(partner ? { partnerId: row[partner] ?? null } : {}),
  } }]
}

export interface Asked { schema: GraphQLSchema; type: ExposedType; row: Record<string, unknown>; field?: string | undefined }

/** Every rule on a person's way to a record or one of its fields, in order. `run` reads as that person. */
export async function explain(run: Run, person: Person, { schema, type, row, field }: Asked): Promise<Finding[]> {
  const before = [...signInFindings(person), ...operationFindings(person.viewer, schema, type, field)]
  return [...before, ...await rowFindings(run, person.viewer, type, row)]
}
