import type { GraphQLFieldResolver } from 'graphql'
import { exposedNamed } from './registry.ts'

/** The answer of a mutation: planned records by response key, everything else by name. */
export class Answer {
  constructor(readonly planned: Record<string, unknown>, readonly plain: Record<string, unknown>) {}
}

const grammar = /(Connection|Edge)$|^PageInfo$|^TotalCount$/

/** Reads a planned value: its object is keyed as the document names its fields, so that one field may be asked twice with other arguments. */
export const readPlanned: GraphQLFieldResolver<any, unknown> = (source, _args, _context, info) => {
  if (source instanceof Answer) {
    const key = String(info.path.key)
    return key in source.planned ? source.planned[key] : source.plain[info.fieldName]
  }
  return exposedNamed(info.parentType.name) || grammar.test(info.parentType.name) ? source[info.path.key] : source[info.fieldName]
}
