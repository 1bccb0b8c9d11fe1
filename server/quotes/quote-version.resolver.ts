import { Arg, Ctx, Extensions, FieldResolver, Int, Resolver, Root } from 'type-graphql'
import { sentenceOf } from '../approvals/approval-preview.ts'
import type { ApprovalReason } from '../approvals/approval-rules.ts'
import type { RequestContext } from '../context.ts'
import { UserError } from '../kit/errors.ts'
import { QuoteComparison, comparisonOf } from './comparison.ts'
import { OtherOffer, otherOffersOf } from './other-offers.ts'
import { QuoteVersion } from './quote-version.ts'
import { Quote } from './quote.ts'

@Resolver(() => QuoteVersion)
export class QuoteVersionResolver {
  @FieldResolver(() => [String], { description: 'Why this version needs approval, as sentences.' })
  async approvalReasons(@Root() version: { $id: string }, @Ctx() context: RequestContext): Promise<string[]> {
    const loader = context.loader<string, ApprovalReason[]>('approvalReasons', async (ids) => {
      const rows = await context.run('select version_id, approval_reasons from quote_version_internal where version_id = any ($1::uuid[])', [ids])
      const found = new Map(rows.map((row) => [row.version_id as string, row.approval_reasons as ApprovalReason[]]))
      return ids.map((id) => found.get(id) ?? [])
    })
    return (await loader.load(version.$id)).map((reason) => sentenceOf(reason, context.locale, context.me.can('margin:read')))
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
