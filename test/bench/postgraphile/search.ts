import type { Operation } from '../operation.ts'
import { inOurForm } from './form.ts'

/** A search across tables is a function that its user writes: the floor's own statement. */
export const searching = (found: string): NonNullable<Operation['postgraphile']> => ({
  schema: `
    create type bench.search_hit as (type text, id uuid, title text, subtitle text);
    create function bench.search(most int, begins text, patterns text[], locale text) returns setof bench.search_hit language sql stable as $$ ${found} $$;`,
  query: 'query Search($most: Int!, $begins: String!, $patterns: [String!]!, $locale: String!) { __typename search: benchSearchList(most: $most, begins: $begins, patterns: $patterns, locale: $locale) { __typename id: rowId subtitle title type } }',
  normalise: inOurForm((data) => data),
})
