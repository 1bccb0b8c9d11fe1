import { MapperKind, mapSchema, pruneSchema } from '@graphql-tools/utils'
import { type GraphQLFieldConfig, type GraphQLInputFieldConfig, type GraphQLNamedType, type GraphQLSchema, isEnumType, isInputObjectType, isObjectType } from 'graphql'
import { sortFields } from '../kit/page.ts'
import type { Audience } from '../kit/read/registry.ts'
import { grantedTo } from './matrix.ts'

type Marked = { extensions?: Record<string, unknown> | null }
const audiencesOf = (marked: Marked): readonly Audience[] | undefined => marked.extensions?.audiences as readonly Audience[] | undefined

/**
 * The schema of one audience: what it may not see does not exist in it. A root field is there when some role of the audience
 * holds its permission; any other field only when it, or its whole type, says that the audience sees it. The default is staff.
 */
export function pruneFor(schema: GraphQLSchema, audience: Audience): GraphQLSchema {
  const seen = (field: Marked, type: GraphQLNamedType) => (audiencesOf(field) ?? audiencesOf(type) ?? ['crm']).includes(audience)
  const rootSeen = (field: Marked): boolean => {
    const own = audiencesOf(field)
    if (own && !own.includes(audience)) return false
    const permission = field.extensions?.permission as string | undefined
    return permission === 'public' || permission === 'signed-in' || permission === 'in-person' || (permission !== undefined && grantedTo(audience, permission))
  }
  const pruned = mapSchema(schema, {
    [MapperKind.ROOT_FIELD]: (field: GraphQLFieldConfig<unknown, unknown>) => (rootSeen(field) ? field : null),
    [MapperKind.COMPOSITE_FIELD]: (field: GraphQLFieldConfig<unknown, unknown>, _name: string, typeName: string, whole: GraphQLSchema) =>
      (seen(field, whole.getType(typeName)!) ? field : null),
    [MapperKind.INPUT_OBJECT_FIELD]: (field: GraphQLInputFieldConfig, _name: string, typeName: string, whole: GraphQLSchema) =>
      (seen(field, whole.getType(typeName)!) ? field : null),
    [MapperKind.ENUM_VALUE]: (value, typeName, _whole, name) => {
      const sorts = sortFields.get(typeName)
      return !sorts || sorts.get(name)?.audiences.includes(audience) ? value : null
    },
  })
  return pruneSchema(pruned, { skipPruning: (type) => !unused(type) })
}

// grammar that nothing of this audience reaches any more goes away with it
const unused = (type: GraphQLNamedType): boolean => isObjectType(type) || isInputObjectType(type) || isEnumType(type)
