import { type Operation, type Statement, plainRead } from '../operation.ts'
import { representativesAccounts } from '../facts.ts'
import { searching } from '../postgraphile/search.ts'

const buyer = 'left join account a on a.id = t.account_id left join partner p on p.id = t.partner_id', buyers = `concat_ws(' · ', p.name, a.name)`
const names = `coalesce(lower(p.name), '') || ' ' || coalesce(a.name_key, '')`
/** Words are looked up in indexes, which row policies allow to narrow functions only; there are few partners. */
const hits = (rank: number, type: string, table: string | null, from: string, title: string, subtitle: string, text: string, whose = 'true') =>
  `(select '${type}' as type, t.id, ${title} as title, ${subtitle} as subtitle, lower(${title}) like $2 as begins, ${rank} as rank from ${from}
    where ${table ? `t.id = any ((select app.found_${table}($3::text[], true))::uuid[]) and ` : ''}(${text}) like all ($3::text[]) and ${whose} order by begins desc, title limit 8)`

const people = `(select app.people('order:read'))::uuid[]`
/** What the policies say of whoever sees a team's. */
const reached = `(t.owner_id = any (${people}) or t.partner_id = any ((select app.partners('order:read'))::uuid[]))`

/** Each kind is cut to its best before the kinds meet. */
const found = (mine: string, looksAfter: string) => [
  hits(0, 'account', 'account', 'account t', 't.name', `concat_ws(' · ', t.number, t.city)`, `lower(t.name || ' ' || t.number)`, mine),
  hits(1, 'partner', null, 'partner t', 't.name', `concat_ws(' · ', t.code, t.city)`, `lower(t.name || ' ' || t.code)`, looksAfter),
  hits(2, 'contact', 'contact', '(select * from contact where erased_at is null) t', `trim(t.first_name || ' ' || t.last_name)`, `concat_ws(' · ', t.title, t.email)`, 't.search', mine),
  hits(3, 'product', 'product', 'product t', `coalesce(t.name_i18n ->> $4, t.name)`, 't.sku', 't.search'),
  hits(4, 'quote', 'quote', `quote t ${buyer}`, 't.number', buyers, `t.search || ' ' || ${names}`, mine),
  hits(5, 'order', 'sales_order', `sales_order t ${buyer}`, 't.number', buyers, `t.search || ' ' || ${names}`, mine),
].join(' union all ')
const statement = (mine: string, looksAfter: string) => `
  select json_build_object('__typename', 'Query', 'search', coalesce(json_agg(h order by n), '[]'))::text as answer from (
    select row_number() over (order by begins desc, rank, length(title), title) as n, json_build_object('__typename', 'SearchHit', 'id', id, 'subtitle', subtitle, 'title', title, 'type', type) as h
    from (${found(mine, looksAfter)}) x order by n limit $1) y`

const values: Statement['values'] = ({ query }) => { const words: string[] = query.toLowerCase().split(/\s+/); return [12, `${words.join(' ')}%`, words.map((word) => `%${word}%`), 'en'] }

export const search: Operation = {
  key: 'g', title: 'search for two words', viewer: 'representative', target: plainRead,
  facts: representativesAccounts,
  // "Works 12345" of "Harbour Lathe Works 12345"
  variables: (n, names: string[]) => ({ query: names[n % names.length]!.split(' ').slice(-2).join(' ') }),
  guanxi: { operation: 'Search' },
  floor: { sql: statement('true', 'true'), values },
  postgraphile: {
    ...searching(`select type, id, title, subtitle from (${found('true', 'true')}) x order by begins desc, rank, length(title), title limit $1`),
    variables: (variables) => { const [most, begins, patterns, locale] = values(variables); return { most, begins, patterns, locale } },
  },
  unguarded: { sql: statement(reached, `t.representative_id = any (${people})`), values },
}
