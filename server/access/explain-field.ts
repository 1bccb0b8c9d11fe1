import { type FieldNode, type GraphQLField, type GraphQLObjectType, type GraphQLSchema, Kind, type OperationDefinitionNode, isRequiredArgument, parse } from 'graphql'
import { Reader, type Run } from '../kit/read/reader.ts'
import { type ExposedField, exposed } from '../kit/read/registry.ts'
import type { Asked, Finding } from './explain.ts'
import type { Viewer } from './viewer.ts'

/** How much of what a field shows somebody sees. */
type Seen = 'all' | 'part' | 'none'

/** The settings of somebody who may read everything: functions that guard themselves open for them. Meant for the system's connection. */
export const allSeeing = ({ settings }: Viewer): Record<string, string> => ({ ...settings, 'app.partner_id': '', 'app.roles': 'administrator', 'app.scopes': '', 'app.key_permissions': '' })

/** Whether a field's value comes from elsewhere than its own row, and can be asked for by its name alone. */
function comesFromElsewhere(field: ExposedField, { args }: GraphQLField<unknown, unknown>): boolean {
  // what somebody may do is nothing that anybody else would see more of
  return !['column', 'resolver'].includes(field.planned.kind) && field.name !== 'actions' && !args.some(isRequiredArgument)
}

/** What of a field tells whether two people see the same: which record it is, how many there are, else the value itself. */
function selectionOf({ planned }: ExposedField): string {
  if (planned.kind === 'connection') return '{ totalCount { value } }'
  if (planned.kind === 'column' || planned.kind === 'sql' || planned.kind === 'resolver') return ''
  return exposed(planned.target()).fields.has('id') ? '{ id }' : '{ __typename }'
}

/** The field's value, reduced to what can be compared; a row policy only takes rows away, so as many are the same ones. */
async function valueOf(run: Run, viewer: Viewer, schema: GraphQLSchema, { type, row }: Asked, field: ExposedField): Promise<unknown> {
  const document = parse(`{ record { value: ${field.name} ${selectionOf(field)} } }`)
  const fieldNodes = (document.definitions[0] as OperationDefinitionNode).selectionSet.selections.filter((node): node is FieldNode => node.kind === Kind.FIELD)
  const record = await new Reader(run, viewer).one(type.entity, row.id as string, { schema, fieldNodes, fragments: {}, variableValues: {} }) as { value: any } | null
  if (field.planned.kind === 'connection') return record?.value.totalCount.value
  return field.planned.kind === 'list' ? record?.value.length : record?.value
}

const isEmpty = (value: unknown): boolean => value == null || value === '' || value === 0 || value === '0' || (Array.isArray(value) && value.length === 0)

function compared(own: unknown, all: unknown): Seen {
  if (JSON.stringify(own) === JSON.stringify(all)) return 'all'
  return isEmpty(own) && !isEmpty(all) ? 'none' : 'part'
}

/**
 * What the rows behind a field say, once its record is open: the person's own answer beside that of somebody from whom nothing is
 * hidden, both planned for the person. `own` reads as them, `everything` on the system's connection with `allSeeing` settings.
 */
export async function fieldFindings(own: Run, everything: Run, viewer: Viewer, asked: Asked): Promise<Finding[]> {
  const { schema, type } = asked
  const field = type.fields.get(asked.field ?? ''), column = (schema.getType(type.name) as GraphQLObjectType | undefined)?.getFields()[asked.field ?? '']
  if (!field || !column || !comesFromElsewhere(field, column)) return []
  const seen = compared(await valueOf(own, viewer, schema, asked, field), await valueOf(everything, viewer, schema, asked, field))
  return [{ wall: 'ROW', name: 'behind', granted: seen !== 'none', kind: 'REQUIRED', data: { field: field.name, seen } }]
}
