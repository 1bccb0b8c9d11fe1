import { Arg, Ctx, Field, ID, ObjectType, Query, Resolver } from 'type-graphql'
import { Needs } from '../access/needs.ts'
import type { RequestContext } from '../context.ts'
import { letterheadOf } from '../documents/read-letterhead.ts'
import { everyone } from '../kit/audience.ts'
import { isId } from '../kit/ids.ts'
import { DateScalar, DecimalScalar } from '../kit/scalars.ts'
import { type AccountStatement as Statement, accountStatements, holderOf } from './account-statement.ts'
import { bankTransfer } from './provider.ts'

@everyone @ObjectType({ description: 'How to pay.' })
class PayingInstructions {
  @Field(() => String, { description: 'To be written with it, so that it is recognised.' }) reference!: string
  @Field(() => String, { nullable: true, description: 'Where to, as the letterhead says it.' }) bank!: string | null
}
@everyone @ObjectType({ description: 'Something that moved an account.' })
class AccountMovement {
  @Field(() => DateScalar) day!: string
  @Field(() => String) kind!: string
  @Field(() => String) document!: string
  @Field(() => DecimalScalar) amount!: string
  @Field(() => DecimalScalar, { description: 'Owed after it.' }) balance!: string
}
@everyone @ObjectType({ description: "A buyer's account in one currency; what is owed is above zero." })
class AccountStatement {
  @Field(() => String) currency!: string
  @Field(() => DateScalar) from!: string
  @Field(() => DateScalar) to!: string
  @Field(() => DecimalScalar) opening!: string
  @Field(() => [AccountMovement]) movements!: AccountMovement[]
  @Field(() => DecimalScalar) closing!: string
}

@Resolver()
export class PayingResolver {
  @Needs('payment:read') @Query(() => PayingInstructions, { description: 'How to pay invoices, all that are open of a dealer when none are named.' })
  async payingInstructions(@Ctx() { run, locale, me }: RequestContext, @Arg('invoiceIds', () => [ID], { nullable: true }) invoiceIds?: string[]): Promise<PayingInstructions> {
    const rows = await run(
      `select number from invoice where number is not null and kind = 'INVOICE' and state in ('Issued', 'PartiallyPaid') and ($1::uuid[] is null or id = any ($1)) and ($1::uuid[] is not null or partner_id = $2) order by due_date, number limit 4`, [invoiceIds?.filter(isId).slice(0, 4) ?? null, me.data.partnerId])
    return bankTransfer.instruct(rows.map((row) => row.number as string), (await letterheadOf(run, locale)).bank)
  }

  @Needs('payment:read') @Query(() => [AccountStatement], { description: "A buyer's account between two days, one for each currency; a dealer's own. Errors: NOT_FOUND, BAD_USER_INPUT." })
  async accountStatement(@Ctx() { run, me }: RequestContext, @Arg('from', () => DateScalar) from: string, @Arg('to', () => DateScalar) to: string, @Arg('buyerId', () => ID, { nullable: true }) buyerId?: string): Promise<Statement[]> {
    if (me.data.partnerId) return accountStatements(run, { partnerId: me.data.partnerId, accountId: null }, from, to)
    return accountStatements(run, await holderOf(run, buyerId ?? '', 'buyerId'), from, to)
  }
}
