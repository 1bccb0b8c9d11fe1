import { Arg, Ctx, Field, ID, Int, ObjectType, Query, Resolver } from 'type-graphql'
import { Needs } from '../access/needs.ts'
import type { RequestContext } from '../context.ts'
import { everyone } from '../kit/audience.ts'
import { UserError } from '../kit/errors.ts'

@everyone @ObjectType({ description: 'A record that a search found.' })
class SearchHit {
  @Field(() => String, { description: 'account, contact, partner, product, quote or order.' }) type!: string
  @Field(() => ID) id!: string
  @Field(() => String) title!: string
  @Field(() => String) subtitle!: string
}

interface Source { type: string; permission: string; from: string; title: string; subtitle: string; text: string }
const longest = 200, most = 50, perType = 8

/** Each source is read under the viewer's own row policies: what they may not see is not found. */
const sources: Source[] = [
  { type: 'account', permission: 'account:read', from: 'account t', title: 't.name', subtitle: `concat_ws(' · ', t.number, t.city)`, text: `t.name || ' ' || t.number` },
  { type: 'partner', permission: 'partner:read', from: 'partner t', title: 't.name', subtitle: `concat_ws(' · ', t.code, t.city)`, text: `t.name || ' ' || t.code` },
  { type: 'contact', permission: 'contact:read', from: '(select * from contact where erased_at is null) t', title: `trim(t.first_name || ' ' || t.last_name)`, subtitle: `concat_ws(' · ', t.title, t.email)`, text: `t.first_name || ' ' || t.last_name || ' ' || t.last_name || t.first_name || ' ' || coalesce(t.email, '')` },
  { type: 'product', permission: 'catalog:read', from: 'product t', title: `coalesce(t.name_i18n ->> app.setting('locale'), t.name)`, subtitle: 't.sku', text: 't.search' },
  { type: 'quote', permission: 'quote:read', from: 'quote t left join account a on a.id = t.account_id left join partner p on p.id = t.partner_id', title: 't.number', subtitle: `concat_ws(' · ', p.name, a.name)`, text: `t.number || ' ' || coalesce(p.name, '') || ' ' || coalesce(a.name, '')` },
  { type: 'order', permission: 'order:read', from: 'sales_order t left join account a on a.id = t.account_id left join partner p on p.id = t.partner_id', title: 't.number', subtitle: `concat_ws(' · ', p.name, a.name)`, text: `t.number || ' ' || coalesce(t.purchase_order, '') || ' ' || coalesce(p.name, '') || ' ' || coalesce(a.name, '')` },
]

@Resolver()
export class SearchResolver {
  @Needs('signed-in') @Query(() => [SearchHit], { description: 'Everything that the viewer may see and that holds all of the words; names that begin with the text come first, accounts and partners before documents.' })
  async search(@Arg('query', () => String) query: string, @Arg('first', () => Int, { defaultValue: 12 }) first: number, @Ctx() { run, me }: RequestContext): Promise<SearchHit[]> {
    if (query.length > longest) throw new UserError('TOO_LONG', ['query'], { max: longest })
    const words = query.toLowerCase().split(/\s+/).filter(Boolean)
    if (!words.length) return []
    const escape = (word: string) => word.replace(/[\\%_]/g, (sign) => `\\${sign}`)
    const patterns = words.map((word) => `%${escape(word)}%`)
    // staff have a page for partners, dealers don't
    const mine = sources.filter(({ type, permission }) => me.can(permission) && (type !== 'partner' || me.audience === 'crm'))
    const parts = mine.map(({ type, from, title, subtitle, text }, rank) =>
      `(select '${type}' as type, t.id, ${title} as title, ${subtitle} as subtitle, lower(${title}) like $2 as begins, ${rank} as rank from ${from} where ${patterns.map((_, index) => `lower(${text}) like $${index + 3}`).join(' and ')} order by begins desc, title limit ${perType})`)
    const rows = await run(`select type, id, title, subtitle from (${parts.join(' union all ')}) hit order by begins desc, rank, length(title), title limit $1`, [Math.min(Math.max(first, 1), most), `${escape(words.join(' '))}%`, ...patterns])
    return rows as unknown as SearchHit[]
  }
}
