import { Field, ObjectType, registerEnumType } from 'type-graphql'
import { auditedOf } from '../access/audited.ts'
import type { TablePolicy } from '../access/policies.ts'
import { exposures } from '../kit/read/expose.ts'
import { type ExposedType, type PlanViewer, type SqlScope, exposed, exposedNamed, exposedTypes } from '../kit/read/registry.ts'

export enum ChangeKind { VALUE = 'VALUE', STATE = 'STATE', RECORD = 'RECORD' }
registerEnumType(ChangeKind, { name: 'ChangeKind', description: 'VALUE as it is stored, STATE a word of a closed list, RECORD the name of another record.' })

@ObjectType({ description: 'One value of a record before and after. What the viewer may not read there, no history tells.' })
export class AuditChange {
  @Field(() => String, { description: "The field's name, as the type of the record has it." }) field!: string
  @Field(() => ChangeKind) kind!: ChangeKind
  @Field(() => String, { nullable: true, description: 'Null where there was none; ••• for a record that is not the viewer\'s to see.' }) old!: string | null
  @Field(() => String, { nullable: true }) new!: string | null
  @Field(() => Boolean, { description: 'The person was erased: what changed is known, to what is not.' }) erased!: boolean
}

/** What records are called, by their table; asked under the reader's own row rights. */
const names: Record<string, string> = {
  app_user: 'x.name', partner: 'x.name', account: 'x.name', product: 'x.name', program_level: 'x.name', price_list: 'x.name', promotion: 'x.name', category: 'x.name',
  api_key: 'x.name', quote: 'x.number', sales_order: 'x.number', contact: `trim(x.first_name || ' ' || x.last_name)`,
}
export const nameOf = (kind: string, cases: Iterable<readonly [word: string, table: string]>, id: string): string =>
  `case ${kind} ${[...cases].filter(([, table]) => names[table]).map(([word, table]) => `when '${word}' then (select ${names[table]} from ${table} x where x.id = ${id})`).join(' ')} end`

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** What every row has and says nothing about what happened to it. */
const bookkeeping = ['id', 'createdAt', 'updatedAt', 'revision']

interface Shown { column: string; field: string; kind: ChangeKind; target: string | null; place: number }

/** The type of the API that shows a table's columns. */
export const typeOf = (policy: TablePolicy): ExposedType | undefined => {
  const named = auditedOf(policy)?.type
  return named ? exposedNamed(named) : exposedTypes().find(({ table }) => table === policy.table)
}

/** The columns of a table that a viewer may read somewhere in the API, as the fields that show them. */
export function shownOf(policy: TablePolicy, viewer: PlanViewer): Shown[] {
  const type = typeOf(policy)
  if (!type) return []
  const renamed = Object.fromEntries(Object.entries(auditedOf(policy)?.columns ?? {}).map(([column, field]) => [field, column]))
  const fields = [...type.fields.values()].filter(({ name, planned, permission }) => !bookkeeping.includes(name) && planned.kind !== 'resolver' && planned.kind !== 'connection' && planned.kind !== 'list' && (!permission || viewer.scope(permission) !== null))
  return fields.map(({ name, planned }, place) => ({
    column: renamed[name] ?? (planned.kind === 'column' || planned.kind === 'one' ? planned.column : snake(name)), field: name, place,
    kind: planned.kind === 'one' ? ChangeKind.RECORD : exposures.get(type.entity)?.enums?.[name] ? ChangeKind.STATE : ChangeKind.VALUE,
    target: planned.kind === 'one' ? exposed(planned.target()).table : null,
  }))
}

let declared: TablePolicy[] = []
/** Says which tables the trail keeps. */
export const declareAudited = (policies: TablePolicy[]): void => { declared = policies }
export const auditedPolicies = (): TablePolicy[] => declared.filter((policy) => auditedOf(policy))

const text = (value: string) => `case jsonb_typeof(${value}) when 'number' then trim_scale((${value} #>> '{}')::numeric)::text when 'array' then (select string_agg(i, ', ') from jsonb_array_elements_text(${value}) i) else ${value} #>> '{}' end`
/** A record by its name, never by an id that its reader may not know. */
const told = (value: string) => `case when f.target is null or jsonb_typeof(${value}) is distinct from 'string' then ${text(value)}
  else coalesce(${nameOf('f.target', Object.keys(names).map((table) => [table, table]), `(${value} #>> '{}')::uuid`)}, '•••') end`

/** The changes of an entry as JSON: of its columns those that the viewer may read, personal ones in the clear unless the person was erased. */
export function changesSql(row: string, { param, viewer }: SqlScope): string {
  const shown = Object.fromEntries(auditedPolicies().map((policy) => [policy.table, shownOf(policy, viewer)]))
  return `(select coalesce(json_agg(json_build_object('field', f.field, 'kind', f.kind, 'old', ${told('c.o')}, 'new', ${told('c.n')}, 'erased', c.erased) order by f.place), '[]')
    from (select app.audit_personal(${row}.person_id, ${row}.personal) as private offset 0) p
      cross join lateral (
        select key, value -> 0 as o, value -> 1 as n, false as erased from jsonb_each(coalesce(${row}.changes, '{}') || coalesce(p.private, '{}'))
        union all select name, null, null, true from unnest(${row}.personal_columns) name where p.private is null) c
      join jsonb_to_recordset(${param(JSON.stringify(shown))}::jsonb -> ${row}.table_name) f("column" text, field text, kind text, target text, place int) on f."column" = c.key)`
}
