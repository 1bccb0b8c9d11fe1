import 'reflect-metadata'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type GraphQLSchema, isObjectType, lexicographicSortSchema, printSchema } from 'graphql'
import { buildSchemaSync } from 'type-graphql'
import { permissionsPage } from './access/permissions-page.ts'
import { pruneFor } from './access/prune.ts'
import { shielded } from './access/shield.ts'
import { connectionOf } from './kit/page.ts'
import { type Audience, exposedNamed, exposedTypes } from './kit/read/registry.ts'
import { DateTimeScalar } from './kit/scalars.ts'
import { resolvers } from './resolvers.ts'
import './records.ts'

const grammar = /(Connection|Edge|Payload)$|^PageInfo$|^TotalCount$/

/** Planned fields read what the statement brought; TypeGraphQL's own wrappers on them would only cost time. */
function unwrapPlanned(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue
    const record = exposedNamed(type.name)
    for (const field of Object.values(type.getFields())) {
      const planned = record?.fields.get(field.name)?.planned
      if (grammar.test(type.name) || (planned && planned.kind !== 'resolver')) delete field.resolve
    }
  }
  return schema
}

// TypeGraphQL asks for a topic bus; our subscriptions bring their own generators, which listen to the database
const noTopics = { publish: () => undefined, subscribe: () => { throw new Error('there are no topics') } }

let built: GraphQLSchema | undefined
/** What there is for anybody, before it is pruned for an audience and shielded. */
export function wholeSchema(): GraphQLSchema {
  if (built) return built
  // TypeGraphQL looks at what is decorated before it asks any type function
  for (const { entity } of exposedTypes()) connectionOf(entity)
  built = unwrapPlanned(buildSchemaSync({
    // each audience's schema is checked when its endpoint starts
    skipCheck: true,
    resolvers: resolvers as any, validate: false, orphanedTypes: [], pubSub: noTopics, scalarsMap: [{ type: Date, scalar: DateTimeScalar }],
  }))
  return built
}

/** The executable schema of one audience, shield included. */
export const schemaFor = (audience: Audience): GraphQLSchema => shielded(pruneFor(wholeSchema(), audience))

const folder = join(import.meta.dirname, '../schema')

/** The contract as text, by file name. */
export const printedSchemas = (): Record<string, string> => ({
  'crm.graphql': `${printSchema(lexicographicSortSchema(pruneFor(wholeSchema(), 'crm')))}\n`,
  'partner.graphql': `${printSchema(lexicographicSortSchema(pruneFor(wholeSchema(), 'partner')))}\n`,
  'permissions.md': permissionsPage(),
})

/** Writes the contract to schema/, where it is committed and reviewed. */
export function printSchemas(into = folder): void {
  mkdirSync(into, { recursive: true })
  for (const [name, text] of Object.entries(printedSchemas())) writeFileSync(join(into, name), text)
}
