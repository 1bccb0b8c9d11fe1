import { Field, Int, ObjectType } from 'type-graphql'
import { sql } from '../kit/read/expose.ts'
import { DecimalScalar } from '../kit/scalars.ts'

@ObjectType({ description: "Why an order that is not confirmed goes beyond its partner's credit." })
export class CreditCheck {
  @Field(() => DecimalScalar, { nullable: true, description: 'By how much; null where it fits.' }) over!: string | null
  @Field(() => Int, { nullable: true, description: 'For how many days something has not been paid, where that is longer than is put up with.' }) overdueDays!: number | null
  @Field(() => DecimalScalar, { nullable: true, description: 'How much of it.' }) overdue!: string | null
  @Field(() => Boolean, { description: 'Somebody has answered for it: it will be confirmed all the same.' }) allowed!: boolean
}

/** Told already while the order waits to be confirmed, so that nobody learns of it only then. */
export const creditCheckOf = sql(() => CreditCheck, (row) => `case when ${row}.state in ('Placed', 'OnHold') then (
  select json_build_object('over', trim_scale(nullif(c.over_amount, 0))::text, 'overdueDays', case when c.late then c.overdue_days end, 'overdue', case when c.late then trim_scale(c.overdue)::text end,
    'allowed', coalesce((select bool_or(h.allowed_total >= a.total) from order_hold h join order_amount a on a.order_id = h.order_id where h.order_id = ${row}.id), false))
  from app.order_credit(${row}.id) c where c.exceeded) end`, { description: "Null where its partner's credit suffices." })
