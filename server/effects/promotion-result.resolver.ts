import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql'
import { Needs } from '../access/needs.ts'
import type { RequestContext } from '../context.ts'
import { isId } from '../kit/ids.ts'
import { PromotionResult, resultSql } from './promotion-result.ts'

@Resolver()
export class PromotionResultResolver {
  @Needs('promotion:result') @Query(() => PromotionResult, { nullable: true, description: 'What a promotion has brought so far; null as long as it has not begun.' })
  async promotionResult(@Arg('promotionId', () => ID) promotionId: string, @Ctx() { run, me }: RequestContext): Promise<PromotionResult | null> {
    if (!isId(promotionId)) return null
    const [begun] = await run(`select id from promotion where id = $1 and state <> 'Draft' and valid_from <= app.today()`, [promotionId])
    if (!begun) return null
    const [{ margin_return, knows_margin, ...found }] = await run(resultSql, [promotionId, me.permissions.includes('cost:read')]) as [Record<string, unknown>]
    return { ...found, return: knows_margin ? margin_return : null } as unknown as PromotionResult
  }
}
