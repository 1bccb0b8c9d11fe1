import type { Flow } from '../kit/flow.ts'
import { type FieldDefinition, sql } from '../kit/read/expose.ts'
import type { PlanViewer, SqlScope } from '../kit/read/registry.ts'
import { type Belonging, covers } from './scope.ts'

export interface ActionsOf {
  /** The row's state as SQL; the column `state` when left out. */
  state?: (row: string, scope: SqlScope) => string
  belonging?: Belonging
  /** Conditions that single verbs have beyond state and scope. */
  guards?: Record<string, (row: string, scope: SqlScope) => string>
  /** Verbs whose right goes with the record and not with whose it is: the condition stands in the place of the scope. */
  asked?: Record<string, (row: string, scope: SqlScope) => string>
  /** Verbs that are no change of state, with the condition under which they are offered. */
  others?: Record<string, (row: string) => string>
  /** Verbs that ask for a permission of another name. */
  also?: Record<string, { permission: string; when: (row: string) => string }>
}

function offers(flow: Flow<string, string> | null, subject: string, { state, belonging, guards, asked, others, also }: ActionsOf, row: string, scope: SqlScope, viewer: PlanViewer): string {
  const current = state ?? ((alias: string) => `${alias}.state`)
  const verbs: [verb: string, when: string, permission?: string][] = [
    ...(flow?.asked ?? []).map((verb): [string, string] => [verb, `${current(row, scope)} in (${flow!.from(verb).map((from) => `'${from}'`).join(', ')})`]),
    ...Object.entries(others ?? {}).map(([verb, when]): [string, string] => [verb, when(row)]),
    ...Object.entries(also ?? {}).map(([verb, { permission, when }]): [string, string, string] => [verb, when(row), permission]),
  ]
  const cases = verbs.flatMap(([verb, when, permission = `${subject}:${verb}`]) => {
    const held = covers(permission, row, viewer, scope, belonging)
    if (held === null) return []
    const named = asked?.[verb]?.(row, scope)
    // asked only where the state allows it: whom a record waits for is not looked up in every row of a list
    if (named) return [`case when ${when} then case when ${named} then '${verb}' end end`]
    const covered = held
    const guard = guards?.[verb]?.(row, scope)
    return [`case when ${when}${covered === 'true' ? '' : ` and (${covered})`}${guard ? ` and (${guard})` : ''} then '${verb}' end`]
  })
  return cases.length ? `array_remove(array[${cases.join(', ')}], null)` : 'array[]::text[]'
}

/** The verbs that the viewer may use on a record in its present state; every button in the apps comes from here. */
export const actions = (flow: Flow<any, any> | null, subject: string, of: ActionsOf = {}): FieldDefinition =>
  sql(() => [String], (row, scope) => offers(flow, subject, of, row, scope, scope.viewer), { nullable: false, partner: true, description: 'What the viewer may do with this record now.' })
