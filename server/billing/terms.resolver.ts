import { IsInt, Max, Min } from 'class-validator'
import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Ctx, Field, ID, Info, InputType, Int, Mutation, Resolver } from 'type-graphql'
import { Needs } from '../access/needs.ts'
import type { RequestContext } from '../context.ts'
import { enumOf } from '../kit/enums.ts'
import { CommandInput } from '../kit/input.ts'
import { payload } from '../kit/payload.ts'
import { addField, sql } from '../kit/read/expose.ts'
import type { Answer } from '../kit/read/resolve.ts'
import { Partner } from '../partners/partner.ts'

const InvoicingEnum = enumOf('Invoicing', ['SHIPMENT', 'ORDER', 'MONTH'], 'When what was shipped to a partner is invoiced by itself. SHIPMENT: at once; ORDER: when an order has left whole; MONTH: collected, on the first of the next.')
const longest = 365

@InputType()
class SetBillingTermsInput extends CommandInput {
  @Field(() => ID) partnerId!: string
  @Field(() => Int, { nullable: true, description: 'To pay an invoice; thirty when left out.' }) @IsInt() @Min(0) @Max(longest) paymentDays?: number | null
  @Field(() => InvoicingEnum, { nullable: true, description: 'By hand when left out.' }) invoicing?: keyof typeof InvoicingEnum | null
}
const TermsPayload = payload('BillingTermsPayload', { partner: Partner })

const terms = (column: string) => (row: string) => `(select t.${column} from partner_terms t where t.partner_id = ${row}.id)`
addField(Partner, 'paymentDays', sql(() => Int, terms('payment_days'), { description: 'To pay an invoice.' }))
addField(Partner, 'invoicing', sql(() => InvoicingEnum, terms('invoicing'), { description: 'By hand when null.' }))

@Resolver()
export class BillingTermsResolver {
  @Needs('invoice:create') @Mutation(() => TermsPayload, { description: 'On which terms a partner is invoiced. Errors: NOT_FOUND, OUT_OF_RANGE.' })
  setBillingTerms(@Arg('input', () => SetBillingTermsInput) input: SetBillingTermsInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const partner = await tx.load(Partner, input.partnerId, 'invoice:create', 'partnerId', { owner: 'representative_id', partner: 'id' })
      await tx.run('insert into partner_terms (partner_id, payment_days, invoicing) values ($1, $2, $3) on conflict (partner_id) do update set payment_days = excluded.payment_days, invoicing = excluded.invoicing', [partner.id, input.paymentDays ?? null, input.invoicing ?? null])
      return { partner }
    })
  }
}
