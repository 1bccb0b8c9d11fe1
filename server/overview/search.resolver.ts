import { Arg, Ctx, Field, ID, Int, ObjectType, Query, Resolver } from 'type-graphql'
import { Needs } from '../access/needs.ts'
import type { RequestContext } from '../context.ts'
import { everyone } from '../kit/audience.ts'
import { UserError } from '../kit/errors.ts'
import { escaped, likely, wordsIn } from '../kit/filters.ts'

@everyone @ObjectType({ description: 'A record that a search found.' })
class SearchHit {
  @Field(() => String, { description: 'account, contact, partner, product, quote or order.' }) type!: string
  @Field(() => ID) id!: string
  @Field(() => String) title!: string
  @Field(() => String) subtitle!: string
}

interface Source { type: string; permission: string; from: string; title: string; subtitle: string; text: string; /** The table in which words are looked up; small ones are read through. */ in?: string }
const longest = 200, most = 50, perType = 8
const buyer = 'left join account a on a.id = t.account_id left join partner p on p.id = t.partner_id', buyers = `concat_ws(' · ', p.name, a.name)`
const names = `coalesce(lower(p.name), '') || ' ' || coalesce(a.name_key, '')`

/** Each source is read under the viewer's own row policies: what they may not see is not found. */
const sources: Source[] = [
  { type: 'account', permission: 'account:read', from: 'account t', title: 't.name', subtitle: `concat_ws(' · ', t.number, t.city)`, text: `lower(t.name || ' ' || t.number)`, in: 'account' },
  { type: 'partner', permission: 'partner:read', from: 'partner t', title: 't.name', subtitle: `concat_ws(' · ', t.code, t.city)`, text: `lower(t.name || ' ' || t.code)` },
  { type: 'contact', permission: 'contact:read', from: '(select * from contact where erased_at is null) t', title: `trim(t.first_name || ' ' || t.last_name)`, subtitle: `concat_ws(' · ', t.title, t.email)`, text: 't.search', in: 'contact' },
  { type: 'product', permission: 'catalog:read', from: 'product t', title: `coalesce(t.name_i18n ->> app.setting('locale'), t.name)`, subtitle: 't.sku', text: 't.search', in: 'product' },
  { type: 'quote', permission: 'quote:read', from: `quote t ${buyer}`, title: 't.number', subtitle: buyers, text: `t.search || ' ' || ${names}`, in: 'quote' },
  { type: 'order', permission: 'order:read', from: `sales_order t ${buyer}`, title: 't.number', subtitle: buyers, text: `t.search || ' ' || ${names}`, in: 'sales_order' },
]

@Resolver()
export class SearchResolver {
  @Needs('signed-in') @Query(() => [SearchHit], { description: 'Everything that the viewer may see and that holds all of the words; names that begin with the text come first, accounts and partners before documents.' })
  async search(@Arg('query', () => String) query: string, @Arg('first', () => Int, { defaultValue: 12 }) first: number, @Ctx() { run, me }: RequestContext): Promise<SearchHit[]> {
    if (query.length > longest) throw new UserError('TOO_LONG', ['query'], { max: longest })
    const words = wordsIn(query)
    if (!words.length) return []
    const values: unknown[] = [Math.min(Math.max(first, 1), most)], param = (value: unknown) => `$${values.push(value)}`
    const begins = param(`${words.map(escaped).join(' ')}%`), patterns = words.map(likely), texts = `${param(patterns)}::text[]`
    // staff have a page for partners, dealers don't
    const mine = sources.filter(({ type, permission }) => me.can(permission) && (type !== 'partner' || me.audience === 'crm'))
    const parts = mine.map(({ type, from, title, subtitle, text, in: table }, rank) => {
      // of a word that is everywhere the first that are found will do
      const found = table ? `t.id = any ((select app.found_${table}(${texts}, true))::uuid[]) and ` : ''
      return `(select '${type}' as type, t.id, ${title} as title, ${subtitle} as subtitle, lower(${title}) like ${begins} as begins, ${rank} as rank from ${from} where ${found}(${text}) like all (${texts}) order by begins desc, title limit ${perType})`
    })
    const rows = await run(`select type, id, title, subtitle from (${parts.join(' union all ')}) hit order by begins desc, rank, length(title), title limit $1`, values)
    return rows as unknown as SearchHit[]
  }
}
