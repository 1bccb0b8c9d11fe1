import { defineEntity, p } from '@mikro-orm/core'
import { actions } from '../access/actions.ts'
import { Account } from '../accounts/account.ts'
import { Invoice } from '../billing/invoice.ts'
import { type Subject, subjectOf } from '../kit/event.ts'
import { amounts, anyId, anyOf, anyVisible, by, days, flag, lookUp } from '../kit/filters.ts'
import { newId } from '../kit/ids.ts'
import { connection } from '../kit/page.ts'
import { addField, expose, list, related, sql } from '../kit/read/expose.ts'
import { DecimalScalar } from '../kit/scalars.ts'
import { Partner } from '../partners/partner.ts'
import { User } from '../people/user.ts'
import { PaymentKindEnum, PaymentMethodEnum, type PaymentState, PaymentStateEnum, paymentFlow } from './payment.flow.ts'

const amount = () => p.decimal().precision(19).scale(6)

const PaymentSchema = defineEntity({
  name: 'Payment',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    number: p.text(),
    kind: p.text().$type<keyof typeof PaymentKindEnum>(),
    state: p.text().$type<PaymentState>(),
    partner: () => p.manyToOne(Partner).nullable().comment('Whose account it is on, through the channel.'),
    account: () => p.manyToOne(Account).nullable().comment('Whose account it is on, in direct business.'),
    owner: () => p.manyToOne(User).nullable().comment('The representative.'),
    day: p.date().comment('The day on which the bank booked it.'),
    currency: p.string().length(3),
    amount: amount(),
    companyCurrency: p.string().length(3), rate: p.decimal().precision(24).scale(12), companyAmount: amount(),
    method: p.text().$type<keyof typeof PaymentMethodEnum>(),
    reference: p.text().nullable().comment('What the buyer wrote with it.'),
    bankReference: p.text().nullable().comment("The bank's own: what has it is booked once."),
    bankLineId: p.uuid().nullable(),
    refundedId: p.uuid().nullable(),
    note: p.text().nullable(),
    allocatedAmount: amount().comment('What of it pays invoices.'), refundedAmount: amount().comment('What of it went back.'),
    reverseReason: p.text().nullable(), reversedAt: p.datetime().nullable(), reversedById: p.uuid().nullable(),
    createdById: p.uuid().nullable(),
    createdAt: p.datetime().onCreate(() => new Date()),
    updatedAt: p.datetime().onCreate(() => new Date()).onUpdate(() => new Date()),
    revision: p.integer().version(),
  },
})
/** Money on a buyer's account. */
export class Payment extends PaymentSchema.class {
  subject(): Subject {
    return subjectOf('payment', this)
  }
}
PaymentSchema.setClass(Payment)

const PaymentAllocationSchema = defineEntity({
  name: 'PaymentAllocation',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    payment: () => p.manyToOne(Payment),
    invoice: () => p.manyToOne(Invoice),
    amount: amount().comment("In the payment's currency."),
    invoiceAmount: amount().comment("In the invoice's currency."),
    day: p.date(),
    reversesId: p.uuid().nullable(),
    createdById: p.uuid().nullable(),
    createdAt: p.datetime().onCreate(() => new Date()),
  },
})
/** What of a payment pays what of an invoice. */
export class PaymentAllocation extends PaymentAllocationSchema.class {}
PaymentAllocationSchema.setClass(PaymentAllocation)
export { PaymentAllocationSchema, PaymentSchema }

/** Those that hold: a counter entry and what it takes back are left out. */
const standing = (row: string) => `${row}.reverses_id is null and not exists (select 1 from payment_allocation r where r.reverses_id = ${row}.id)`
const rest = (row: string) => `${row}.kind = 'PAYMENT' and ${row}.state = 'Booked' and ${row}.allocated_amount + ${row}.refunded_amount < ${row}.amount`

expose(PaymentAllocation, PaymentAllocationSchema, { description: 'What of a payment pays what of an invoice.', partner: 'id payment invoice amount invoiceAmount day', omit: 'reversesId createdById createdAt' })
expose(Payment, PaymentSchema, {
  description: "Money on a buyer's account.",
  partner: 'id number kind state partner day currency amount method reference bankReference allocatedAmount refundedAmount rest allocations createdAt', omit: 'bankLineId refundedId createdById reversedById',
  enums: { kind: PaymentKindEnum, state: PaymentStateEnum, method: PaymentMethodEnum },
  fields: {
    rate: sql(() => DecimalScalar, (row) => `trim_scale(${row}.rate)::text`, { nullable: false, description: "What one unit of its currency was in the company's." }),
    rest: sql(() => DecimalScalar, (row) => `trim_scale(${row}.rest)::text`, { nullable: false, description: 'Credit on account: what pays nothing yet.' }),
    allocations: list(() => PaymentAllocation, (child, parent) => `${child}.payment_id = ${parent}.id and ${standing(child)}`, (child) => `${child}.created_at, ${child}.id`),
    refunded: related(() => Payment, (child, parent) => `${child}.id = ${parent}.refunded_id`),
    refunds: list(() => Payment, (child, parent) => `${child}.refunded_id = ${parent}.id and ${child}.state = 'Booked'`, (child) => `${child}.day, ${child}.id`),
    actions: { ...actions(paymentFlow, 'payment', {
      belonging: { owner: 'owner_id', partner: 'partner_id' },
      guards: { allocate: rest, refund: rest, unallocate: (row) => `${row}.allocated_amount > 0 and ${row}.kind = 'PAYMENT'`, reverse: (row) => `${row}.refunded_amount = 0` },
    }), partner: false },
  },
  filters: {
    kind: anyOf(PaymentKindEnum, 'kind'), state: anyOf(PaymentStateEnum, 'state'), method: anyOf(PaymentMethodEnum, 'method'), partnerId: anyVisible('partner_id', 'partner'), accountId: anyVisible('account_id', 'account'), currency: anyOf(String, 'currency'),
    day: days('day'), amount: amounts('amount'), open: flag(rest), search: lookUp('payment'), ownerId: anyId('owner_id', { staffOnly: true }),
  },
  sorts: { DAY: by('day', 'date'), AMOUNT: by('amount_key', 'double precision') },
  defaultSort: { by: 'DAY', direction: 'DESC' },
})
addField(Invoice, 'allocations', list(() => PaymentAllocation, (child, parent) => `${child}.invoice_id = ${parent}.id and ${standing(child)}`, (child) => `${child}.created_at, ${child}.id`, { partner: true, description: 'What has paid it.' }))
addField(Partner, 'payments', connection(() => Payment, (child, parent) => `${child}.partner_id = ${parent}.id`, { partner: true }))
addField(Account, 'payments', connection(() => Payment, (child, parent) => `${child}.account_id = ${parent}.id`))
