import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql'
import type { Transaction } from '../access/command.ts'
import { Needs } from '../access/needs.ts'
import { Account } from '../accounts/account.ts'
import { Invoice } from '../billing/invoice.ts'
import { workOf } from '../billing/work.ts'
import type { RequestContext } from '../context.ts'
import { UserError } from '../kit/errors.ts'
import { isId } from '../kit/ids.ts'
import { Decimal } from '../kit/money.ts'
import { connectionOf, pageArgsOf } from '../kit/page.ts'
import { payload } from '../kit/payload.ts'
import type { PageArgs } from '../kit/read/connection.ts'
import type { Answer } from '../kit/read/resolve.ts'
import { Partner } from '../partners/partner.ts'
import { type Wanted, allocate, bookPayment, lockInvoices, lockPayment, reverse, unallocate } from './book.ts'
import { type PaymentVerb, paymentFlow } from './payment.flow.ts'
import { AllocatePaymentInput, BookPaymentInput, ReasonInput, RefundPaymentInput, UnallocatePaymentInput, WriteOffInvoiceInput } from './payment.input.ts'
import { Payment } from './payment.ts'

const PaymentPayload = payload('PaymentPayload', { payment: Payment })
const WriteOffPayload = payload('WriteOffPayload', { payment: Payment, invoice: Invoice })

/** Whose account something is booked on: one that the viewer sees. */
export async function buyerOf(tx: Transaction, partnerId: string | null | undefined, accountId: string | null | undefined): Promise<{ partnerId: string | null; accountId: string | null }> {
  if ((partnerId == null) === (accountId == null)) throw new UserError('REQUIRED', ['partnerId'])
  if (partnerId != null) return { partnerId: (await tx.find(Partner, partnerId, 'partnerId')).id, accountId: null }
  const account = await tx.find(Account, accountId!, 'accountId')
  // a dealer's customer owes the dealer
  if (account.partner) throw new UserError('CONFLICTING', ['accountId'])
  return { partnerId: null, accountId: account.id }
}

@Resolver()
export class PaymentResolver {
  @Needs('payment:read') @Query(() => connectionOf(Payment))
  payments(@Args(() => pageArgsOf(Payment)) args: PageArgs, @Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.page(Payment, args, info)
  }

  @Needs('payment:read') @Query(() => Payment, { nullable: true })
  payment(@Arg('id', () => ID) id: string, @Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.one(Payment, id, info)
  }

  @Needs('payment:book') @Mutation(() => PaymentPayload, { description: 'Books money that came in, and what it pays. Errors: NOT_FOUND, TAKEN where the bank\'s reference is booked already, OUT_OF_RANGE, CONFLICTING, RATE_MISSING.' })
  bookPayment(@Arg('input', () => BookPaymentInput) input: BookPaymentInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const work = workOf(tx), buyer = await buyerOf(tx, input.partnerId, input.accountId), invoices = input.invoices ?? []
      await lockInvoices(work, invoices.map(({ invoiceId }) => invoiceId))
      const { clientMutationId: _, partnerId: _p, accountId: _a, invoices: _i, ...given } = input
      paymentFlow.next(null, 'book')
      const payment = await bookPayment(work, { kind: 'PAYMENT', ...buyer, ...given, currency: given.currency.toUpperCase(), bankReference: given.bankReference?.trim() || null })
      await allocate(work, payment, invoices)
      return { payment: { id: payment.id } }
    })
  }

  @Needs('payment:allocate') @Mutation(() => PaymentPayload, { description: 'Lets what is on account pay invoices. Errors: NOT_FOUND, ILLEGAL_MOVE, OUT_OF_RANGE beyond what is open or left, CONFLICTING for another buyer\'s, RATE_MISSING.' })
  allocatePayment(@Arg('input', () => AllocatePaymentInput) input: AllocatePaymentInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return onPayment(context, info, input, 'allocate', async (tx) => {
      const work = workOf(tx)
      await allocate(work, await lockPayment(work, input.id), input.invoices)
    }, input.invoices)
  }

  @Needs('payment:unallocate') @Mutation(() => PaymentPayload, { description: 'Takes back what a payment pays, by counter entries: the invoices are open again. Errors: NOT_FOUND, ILLEGAL_MOVE, EMPTY.' })
  unallocatePayment(@Arg('input', () => UnallocatePaymentInput) input: UnallocatePaymentInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return onPayment(context, info, input, 'unallocate', async (tx) => {
      const work = workOf(tx), payment = await lockPayment(work, input.id)
      if (!(await unallocate(work, payment, input.invoiceId ?? null))) throw new UserError('EMPTY', ['id'], { context: 'allocation' })
    })
  }

  @Needs('payment:refund') @Mutation(() => PaymentPayload, { description: 'Sends back what is on account. Errors: NOT_FOUND, ILLEGAL_MOVE, OUT_OF_RANGE, RATE_MISSING.' })
  refundPayment(@Arg('input', () => RefundPaymentInput) input: RefundPaymentInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return onPayment(context, info, input, 'refund', async (tx) => {
      const work = workOf(tx), { rest, currency, partnerId, accountId, id } = await lockPayment(work, input.id), amount = input.amount ?? rest
      if (new Decimal(amount).gt(rest) || new Decimal(amount).lte(0)) throw new UserError('OUT_OF_RANGE', ['amount'], { max: rest })
      await bookPayment(work, { kind: 'REFUND', partnerId, accountId, day: input.day, currency, amount, method: 'BANK_TRANSFER', reference: input.reference, refundedId: id })
    })
  }

  @Needs('payment:reverse') @Mutation(() => PaymentPayload, { description: 'Books a payment, a refund or a write-off back: what it paid is open again. Errors: NOT_FOUND, ILLEGAL_MOVE, CONFLICTING while something of it was refunded.' })
  reversePayment(@Arg('input', () => ReasonInput) input: ReasonInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return onPayment(context, info, input, 'reverse', async (tx) => { const work = workOf(tx); await reverse(work, await lockPayment(work, input.id), input.reason.trim()) })
  }

  @Needs('payment:writeOff') @Mutation(() => WriteOffPayload, { description: 'What of an invoice will not come any more. Errors: NOT_FOUND, ILLEGAL_MOVE, OUT_OF_RANGE, RATE_MISSING.' })
  writeOffInvoice(@Arg('input', () => WriteOffInvoiceInput) input: WriteOffInvoiceInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const work = workOf(tx), invoice = await tx.load(Invoice, input.id, 'payment:writeOff'), [now] = await tx.run('select open_amount::text as open, app.today()::text as day from invoice where id = $1', [invoice.id])
      if (invoice.kind !== 'INVOICE' || !['Issued', 'PartiallyPaid'].includes(invoice.state)) throw new UserError('ILLEGAL_MOVE', ['id'], { subject: 'invoice' })
      const amount = input.amount ?? (now!.open as string)
      if (new Decimal(amount).gt(now!.open as string)) throw new UserError('OUT_OF_RANGE', ['amount'], { max: now!.open })
      const payment = await bookPayment(work, { kind: 'WRITE_OFF', partnerId: invoice.partner?.id ?? null, accountId: invoice.partner ? null : invoice.account!.id, day: now!.day as string, currency: invoice.currency, amount, method: 'OTHER', note: input.reason.trim() })
      await allocate(work, payment, [{ invoiceId: invoice.id, amount }])
      return { payment: { id: payment.id }, invoice: { id: invoice.id } }
    })
  }
}

function onPayment(context: RequestContext, info: GraphQLResolveInfo, input: { id: string; clientMutationId: string }, verb: PaymentVerb, act: (tx: Transaction) => Promise<void>, invoices: readonly Wanted[] = []): Promise<Answer> {
  return context.command(info, input, async (tx) => {
    // the line of the statement that it came with is first, as by whoever assigns or reopens that
    if (verb === 'reverse' && isId(input.id)) await tx.run('select l.id from bank_line l join payment p on p.bank_line_id = l.id where p.id = $1 for update of l', [input.id])
    await lockInvoices(workOf(tx), invoices.map(({ invoiceId }) => invoiceId), [input.id])
    const { state, kind } = await tx.load(Payment, input.id, `payment:${verb}`)
    paymentFlow.next(state, verb)
    // what went back, or will not come, pays nothing: it is booked back whole
    if (verb !== 'reverse' && kind !== 'PAYMENT') throw new UserError('ILLEGAL_MOVE', ['id'], { subject: 'payment' })
    await act(tx)
    return { payment: { id: input.id } }
  })
}
