import { type GraphQLField, type GraphQLInputType, type GraphQLObjectType, type GraphQLSchema, getNamedType, isEnumType, isInputObjectType, isLeafType, isListType, isNonNullType, isObjectType, isRequiredArgument, isRequiredInputField } from 'graphql'

export const nobodys = '01a1fff6-0000-7000-8000-000000000000'

/** Something that a type accepts, as a document writes it; what may be left out is. */
export function filled(type: GraphQLInputType, id = nobodys): string {
  if (isNonNullType(type)) return filled(type.ofType, id)
  if (isListType(type)) return `[${filled(type.ofType, id)}]`
  if (isEnumType(type)) return type.getValues()[0]!.name
  if (isInputObjectType(type)) return `{${Object.values(type.getFields()).filter(isRequiredInputField).map((field) => `${field.name}: ${field.name === 'clientMutationId' ? `"${crypto.randomUUID()}"` : filled(field.type, id)}`).join(', ')}}`
  return ({ Int: '1', Float: '1', Boolean: 'true', ID: `"${id}"`, Decimal: '"1"', DateTime: '"2099-01-01T00:00:00Z"', Date: '"2099-01-01"', JSON: '"a"' } as Record<string, string>)[type.name] ?? '"a"'
}

/** A field with its arguments: those that it demands, and the largest page. */
export function asked(field: GraphQLField<unknown, unknown>, id = nobodys): string {
  const given = [...field.args.filter(isRequiredArgument).map((arg) => `${arg.name}: ${filled(arg.type, id)}`), ...(field.args.some(({ name }) => name === 'first') ? ['first: 100'] : [])]
  return given.length ? `${field.name}(${given.join(', ')})` : field.name
}

/** What tells which record an object is, of the object and of what a list or page of it holds. */
export function marks(type: GraphQLObjectType, deeper = 1): string {
  const fields = type.getFields()
  const inner = ['nodes', 'edges', 'node'].filter((name) => fields[name]).map((name) => `${name} { ${marks(getNamedType(fields[name]!.type) as GraphQLObjectType, deeper)} }`)
  const children = deeper ? Object.values(fields).filter((field) => !inner.some((one) => one.startsWith(`${field.name} `)) && /Payload|PageInfo|TotalCount/.test(type.name) === false && isObjectType(getNamedType(field.type)) && !('id' in fields)).map((field) => `${asked(field)} { ${marks(getNamedType(field.type) as GraphQLObjectType, deeper - 1)} }`) : []
  return ['__typename', ...('id' in fields && isLeafType(getNamedType(fields.id!.type)) ? ['id'] : []), ...inner, ...children].join(' ')
}

/** A type as a query reaches it: the way to its records, and each of its fields as it is asked for. */
export interface Place { type: string; root: string; fields: { name: string; permission?: string; text: string }[]; asking(fields: string[]): string }

const mark = (type: GraphQLObjectType) => (isLeafType(getNamedType(type.getFields().id?.type)) ? '__typename id' : '__typename')

/**
 * Every type that a query reaches, by the shortest way, over all the records that it leads to: when each step from what one
 * sees leads only to what one sees, so does every longer way.
 */
export function places(schema: GraphQLSchema, allowed: (field: GraphQLField<unknown, unknown>) => boolean = () => true): Place[] {
  const query = schema.getQueryType()!, found = new Map<string, Place>(), line: [GraphQLObjectType, (inner: string) => string, string][] = []
  const textOf = (field: GraphQLField<unknown, unknown>) => {
    const target = getNamedType(field.type)
    return `${asked(field)}${isObjectType(target) ? ` { ${marks(target)} }` : ''}`
  }
  const reach = (type: unknown, wrap: (inner: string) => string, root: string) => {
    if (!isObjectType(type) || found.has(type.name)) return
    const fields = Object.values(type.getFields()).map((field) => ({ name: field.name, text: textOf(field), ...(field.extensions.permission ? { permission: field.extensions.permission as string } : {}) }))
    found.set(type.name, { type: type.name, root, fields, asking: (texts) => wrap(`${mark(type)} ${texts.join(' ')}`) })
    line.push([type, wrap, root])
  }
  // lists before single records, which nobody's id does not find
  const roots = Object.values(query.getFields()).filter((field) => allowed(field) && !field.args.some((arg) => isRequiredArgument(arg) && getNamedType(arg.type).name === 'ID'))
  for (const field of roots.sort((a, b) => b.args.length - a.args.length)) reach(getNamedType(field.type), (inner) => `{ ${asked(field)} { ${inner} } }`, field.name)
  for (let next = line.shift(); next; next = line.shift()) {
    const [type, wrap, root] = next
    for (const field of Object.values(type.getFields())) reach(getNamedType(field.type), (inner) => wrap(`${asked(field)} { ${inner} }`), root)
  }
  return [...found.values()]
}

/** Every object of an answer that says what it is and which. */
export function recordsIn(value: unknown, found: { __typename: string; id: string }[] = []): { __typename: string; id: string }[] {
  if (Array.isArray(value)) for (const one of value) recordsIn(one, found)
  else if (value && typeof value === 'object') {
    if ('__typename' in value && 'id' in value && value.id) found.push(value as { __typename: string; id: string })
    for (const one of Object.values(value)) recordsIn(one, found)
  }
  return found
}
