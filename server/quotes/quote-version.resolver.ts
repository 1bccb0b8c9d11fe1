import { Arg, Ctx, Extensions, FieldResolver, Int, Resolver, Root } from 'type-graphql'
import type { RequestContext } from '../context.ts'
import { UserError } from '../kit/errors.ts'
import { translate } from '../kit/locale.ts'
import type { ApprovalReason } from './approval-rules.ts'
import { QuoteComparison, comparisonOf } from './comparison.ts'
import { OtherOffer, otherOffersOf } from './other-offers.ts'
import { QuoteVersion } from './quote-version.ts'
import { Quote } from './quote.ts'

/** Why a version needs approval, as its reader may know it: without margin and cost for those who may not read them. */
export const sentenceOf = ({ code, actual, limit }: ApprovalReason, context: Pick<RequestContext, 'locale' | 'me'>): string => {
  const shielded = code === 'margin' && !context.me.can('margin:read')
  return translate(context.locale, `approval.${shielded ? 'marginShielded' : actual === '–' ? 'marginUnknown' : code}`, shielded ? {} : { actual: spoken(actual, context.locale), limit: spoken(limit, context.locale) })
}

@Resolver(() => QuoteVersion)
export class QuoteVersionResolver {
  @FieldResolver(() => [String], { description: 'Why this version needs approval, as sentences.' })
  async approvalReasons(@Root() version: { $id: string }, @Ctx() context: RequestContext): Promise<string[]> {
    const loader = context.loader<string, ApprovalReason[]>('approvalReasons', async (ids) => {
      const rows = await context.run('select version_id, approval_reasons from quote_version_internal where version_id = any ($1::uuid[])', [ids])
      const found = new Map(rows.map((row) => [row.version_id as string, row.approval_reasons as ApprovalReason[]]))
      return ids.map((id) => found.get(id) ?? [])
    })
    return (await loader.load(version.$id)).map((reason) => sentenceOf(reason, context))
  }

  @Extensions({ audiences: ['crm', 'partner'] })
  @FieldResolver(() => [OtherOffer], { description: 'What others offered the same customer for these products within 90 days, at another price. A dealer learns of its own organisation alone.' })
  otherOffers(@Root() version: { $id: string }, @Ctx() context: RequestContext): Promise<OtherOffer[]> {
    return context.loader<string, OtherOffer[]>('otherOffers', async (ids) => {
      const found = await otherOffersOf(context.run, ids)
      return ids.map((id) => found.get(id) ?? [])
    }).load(version.$id)
  }
}

@Resolver(() => Quote)
export class QuoteComparisonResolver {
  @Extensions({ audiences: ['crm', 'partner'] })
  @FieldResolver(() => QuoteComparison, { nullable: true, description: 'What differs between two versions that the viewer may see; null when one of them is not.' })
  async comparison(@Root() quote: { $id: string }, @Arg('before', () => Int) before: number, @Arg('after', () => Int) after: number, @Ctx() context: RequestContext): Promise<QuoteComparison | null> {
    if (before === after) throw new UserError('BAD_USER_INPUT', ['after'])
    return comparisonOf(context, quote.$id, before, after)
  }
}

/** A decimal as its reader writes it. */
const spoken = (decimal: string, locale: string): string => (/^-?\d/.test(decimal) ? new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(decimal as unknown as number) : decimal)
