import { type GraphQLSchema, type OperationDefinitionNode, coerceInputValue, isInputType, isNonNullType, typeFromAST } from 'graphql'
import { UserError } from './errors.ts'

/** More faults than these nobody reads. */
const most = 50
/** GraphQL names the object; which of its fields is meant stands in its sentence alone. */
const missing = /^Field "(\w+)" of required type/, unknown = /^Field "(\w+)" is not defined by type/

/** What does not fit of an operation's variables: for each fault the path of its field, the variable's name first. Never the value. */
export function variableFaults(schema: GraphQLSchema, { variableDefinitions = [] }: OperationDefinitionNode, given: Record<string, unknown>): UserError[] {
  const faults: UserError[] = []
  for (const { variable, type: named, defaultValue } of variableDefinitions) {
    const name = variable.name.value, type = typeFromAST(schema, named as any), value = given[name]
    if (!isInputType(type)) continue
    if (value == null) {
      if (isNonNullType(type) && (value === null || !defaultValue)) faults.push(new UserError('REQUIRED', [name]))
      continue
    }
    coerceInputValue(value, type, (path, _value, { message }) => {
      const absent = missing.exec(message)?.[1], field = absent ?? unknown.exec(message)?.[1]
      faults.push(new UserError(absent ? 'REQUIRED' : 'BAD_USER_INPUT', [name, ...path.map(String), ...(field ? [field] : [])]))
    })
  }
  return faults.slice(0, most)
}
