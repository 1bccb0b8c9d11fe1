import { registerEnumType } from 'type-graphql'

/** A GraphQL enum whose values are the words themselves. */
export function enumOf<Value extends string>(name: string, values: readonly Value[], description?: string): Record<Value, Value> {
  const type = Object.fromEntries(values.map((value) => [value, value])) as Record<Value, Value>
  registerEnumType(type, { name, ...(description ? { description } : {}) })
  return type
}
