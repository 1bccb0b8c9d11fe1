import type {} from 'postgraphile'
import { TYPES, listOfCodec, sqlValueWithCodec } from 'postgraphile/@dataplan/pg'
import { sql } from 'postgraphile/pg-sql2'
import { addPgTableCondition, addPgTableOrderBy, orderByAscDesc } from 'postgraphile/utils'

const orders = { schemaName: 'public', tableName: 'sales_order' }, products = { schemaName: 'public', tableName: 'product' }
const texts = listOfCodec(TYPES.text)

/** The trail's blocks and promotions' pauses have columns of a type that PostGraphile does not know, and tells of at every start. */
const MultirangePlugin: GraphileConfig.Plugin = {
  name: 'MultirangePlugin',
  gather: { hooks: { pgCodecs_findPgCodec(_, event) { if (event.pgType.typname.endsWith('multirange')) event.pgCodec = TYPES.text } } },
}

/** What its own conditions and orders can't say, each a few lines as its documentation shows them. */
export const plugins: GraphileConfig.Plugin[] = [
  MultirangePlugin,
  addPgTableCondition(orders, 'stateIn', ({ graphql: { GraphQLList, GraphQLNonNull, GraphQLString } }) => ({
    type: new GraphQLList(new GraphQLNonNull(GraphQLString)),
    apply(condition: any, states: string[]) { condition.where(sql`${condition.alias}.state = any (${sqlValueWithCodec(states, texts)})`) },
  })),
  // a place to begin at, as [moment, id]
  addPgTableCondition(orders, 'before', ({ graphql: { GraphQLList, GraphQLNonNull, GraphQLString } }) => ({
    type: new GraphQLList(new GraphQLNonNull(GraphQLString)),
    apply(condition: any, [moment, id]: [string, string]) { condition.where(sql`(${condition.alias}.placed_at, ${condition.alias}.id) < (${sqlValueWithCodec(moment, TYPES.timestamptz)}, ${sqlValueWithCodec(id, TYPES.uuid)})`) },
  })),
  // said beside the policy it lets indexes serve
  addPgTableCondition(orders, 'reached', ({ graphql: { GraphQLBoolean } }) => ({
    type: GraphQLBoolean,
    apply(condition: any) { condition.where(sql`(${condition.alias}.owner_id = any ((select app.people('order:read'))::uuid[]) or ${condition.alias}.partner_id = any ((select app.partners('order:read'))::uuid[]))`) },
  })),
  addPgTableCondition(products, 'below', ({ graphql: { GraphQLString } }) => ({
    type: GraphQLString,
    apply(condition: any, category: string) { condition.where(sql`${condition.alias}.category_path && array[${sqlValueWithCodec(category, TYPES.uuid)}]`) },
  })),
  addPgTableOrderBy(products, () => orderByAscDesc('LOWER_NAME', (query) => ({ fragment: sql`lower(${query.alias}.name)`, codec: TYPES.text }))),
]
