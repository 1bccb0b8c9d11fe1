import type { GraphQLResolveInfo } from 'graphql'
import { Args, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql'
import { Needs } from '../access/needs.ts'
import { ApprovalPreview, sentenceOf } from '../approvals/approval-preview.ts'
import type { RequestContext } from '../context.ts'
import { connectionOf, pageArgsOf } from '../kit/page.ts'
import type { PageArgs } from '../kit/read/connection.ts'
import { type Previewed, previews } from './approval-preview.ts'
import { QuoteApproval } from './quote-approval.ts'
import { Quote } from './quote.ts'

@Resolver(() => Quote)
export class ApprovalResolver {
  @FieldResolver(() => ApprovalPreview, { nullable: true, description: 'What the rules of today would make of its latest version; null without lines.' })
  async approvalPreview(@Root() quote: { $id: string }, @Ctx() context: RequestContext): Promise<ApprovalPreview | null> {
    const found = await context.loader<string, Previewed | null>('approvalPreview', async (ids) => {
      const all = await previews(context.run, ids)
      return ids.map((id) => all.get(id) ?? null)
    }).load(quote.$id)
    return found && { steps: found.steps, reasons: found.reasons.map((reason) => sentenceOf(reason, context.locale, context.me.can('margin:read'))) }
  }

  @Needs('quote:approve') @Query(() => connectionOf(QuoteApproval), { description: 'Steps of approvals of the quotes that the viewer may see; `mine` for those that wait for them.' })
  approvals(@Args(() => pageArgsOf(QuoteApproval)) args: PageArgs, @Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.page(QuoteApproval, args, info)
  }
}
