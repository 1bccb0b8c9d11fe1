import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import { covers } from '../access/scope.ts'
import { ApprovalPreview, type PreviewedStep, sentenceOf } from '../approvals/approval-preview.ts'
import type { ApprovalReason } from '../approvals/approval-rules.ts'
import type { RequestContext } from '../context.ts'
import { SpecialPrice } from './special-price.ts'

interface Asked { readsMargin: boolean; lines: number; steps: (PreviewedStep & Pick<ApprovalReason, 'actual' | 'limit'> & { code: ApprovalReason['code'] | null; sku: string | null; place: string })[] }

/** Requests that may still be decided on. */
const open = `('Draft', 'Submitted', 'Returned', 'Withdrawn')`

@Resolver(() => SpecialPrice)
export class SpecialPriceApprovalResolver {
  @FieldResolver(() => ApprovalPreview, { nullable: true, description: 'Who has the last word on the prices that are wanted by the rules of today, and why they are asked. Without reasons, all who lead its owner or manage the partner may decide. Null once it is decided on.' })
  async approvalPreview(@Root() request: { $id: string }, @Ctx() context: RequestContext): Promise<ApprovalPreview | null> {
    const found = await context.loader<string, Asked | null>('specialPriceApproval', async (ids) => {
      const values: unknown[] = [ids], told = covers('margin:read', 's', context.me, { param: (value) => `$${values.push(value)}` })
      const rows = await context.run(
        `select s.id, ${told === null ? 'false' : `(${told})`} as "readsMargin", (select count(*)::int from special_price_line l where l.special_price_id = s.id) as lines,
           (select json_agg(json_build_object('code', a.code, 'actual', a.actual, 'limit', a.most, 'decider', a.decider, 'level', a.level, 'role', a.role, 'person', u.name, 'sku', g.sku, 'place', a.place))
            from app.special_price_steps(s.id, null) a left join app_user u on u.id = a.person_id left join special_price_line l on l.id = a.line_id left join product g on g.id = l.product_id) as steps
         from special_price s where s.id = any ($1::uuid[]) and s.state in ${open}`, values)
      const byId = new Map((rows as (Asked & { id: string })[]).map((row) => [row.id, row]))
      return ids.map((id) => byId.get(id) ?? null)
    }).load(request.$id)
    if (!found) return null
    const { steps, lines, readsMargin } = found, [last] = steps
    const reasons = steps.flatMap(({ code, actual, limit, sku, place }) => (code && place === last!.place ? `${lines > 1 ? `${sku}: ` : ''}${sentenceOf({ code, actual, limit }, context.locale, readsMargin)}` : []))
    return { reasons: [...new Set(reasons)], steps: [last!] }
  }
}
