import { type GraphQLSchema, isObjectType } from 'graphql'
import { applyMiddleware } from 'graphql-middleware'
import { deny, rule, shield } from 'graphql-shield'
import { requestError } from '../kit/errors.ts'
import { readPlanned } from '../kit/read/resolve.ts'
import type { RequestContext } from '../context.ts'

const permitted = (permission: string) => rule({ cache: 'no_cache' })((_parent, _args, context: RequestContext) => {
  if (permission === 'public') return true
  if (!context.viewer) return requestError('UNAUTHENTICATED', context.locale)
  // what proves who somebody is they handle themselves: no key does, and nobody who looks on
  if (permission === 'in-person') return (!context.viewer.data.keyPermissions && !context.viewer.data.viewedBy) || requestError('FORBIDDEN', context.locale)
  return permission === 'signed-in' || context.viewer.can(permission) || requestError('FORBIDDEN', context.locale)
})

/**
 * graphql-shield from the matrix: every root field asks for its permission, the fallback is deny, and only the fields
 * that have a rule are wrapped. Throws at start when a root field has no rule.
 */
export function shielded(schema: GraphQLSchema): GraphQLSchema {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].filter((type) => type != null)
  const rules: Record<string, Record<string, any>> = {}
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue
    for (const field of Object.values(type.getFields())) {
      const permission = field.extensions.permission as string | undefined
      if (permission) {
        (rules[type.name] ??= {})[field.name] = permitted(permission)
        // what the middleware wraps never reaches the executor's own default, and would be read by name instead of by alias
        field.resolve ??= readPlanned
      }
      else if (roots.includes(type)) throw new Error(`${type.name}.${field.name} names no permission`)
    }
  }
  const middleware = (shield(rules as any, { fallbackRule: deny, allowExternalErrors: true }) as any).generate(schema)
  const kept: Record<string, Record<string, unknown>> = {}
  for (const [type, fields] of Object.entries(rules)) kept[type] = Object.fromEntries(Object.keys(fields).map((name) => [name, middleware[type][name]]))
  return applyMiddleware(schema, kept as any)
}
