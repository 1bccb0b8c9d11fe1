import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, ID, Info, Int, Mutation, Query, Resolver } from 'type-graphql'
import type { Transaction } from '../access/command.ts'
import { Needs } from '../access/needs.ts'
import { workOf } from '../billing/work.ts'
import type { RequestContext } from '../context.ts'
import { UserError, notFound } from '../kit/errors.ts'
import { CommandInput } from '../kit/input.ts'
import { Decimal } from '../kit/money.ts'
import { connectionOf, pageArgsOf } from '../kit/page.ts'
import { payload } from '../kit/payload.ts'
import type { PageArgs } from '../kit/read/connection.ts'
import type { Answer } from '../kit/read/resolve.ts'
import { BankLine, BankStatement } from './bank-statement.ts'
import { allocate, bookPayment, lockInvoices, lockPayment, reverse } from './book.ts'
import { matchLines } from './match-lines.ts'
import { type BankLineVerb, bankLineFlow } from './payment.flow.ts'
import { AssignBankLineInput, PaymentVerbInput, ReasonInput } from './payment.input.ts'
import { buyerOf } from './payment.resolver.ts'
import { Payment } from './payment.ts'

const LinePayload = payload('BankLinePayload', { bankLine: BankLine })
const AssignPayload = payload('AssignBankLinePayload', { bankLine: BankLine, payment: Payment })
const MatchPayload = payload('MatchBankLinesPayload', {}, { matched: { type: () => Int, description: 'How many seem to pay something.' } })

@Resolver()
export class BankResolver {
  @Needs('bankLine:read') @Query(() => connectionOf(BankStatement))
  bankStatements(@Args(() => pageArgsOf(BankStatement)) args: PageArgs, @Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.page(BankStatement, args, info)
  }

  @Needs('bankLine:read') @Query(() => connectionOf(BankLine))
  bankLines(@Args(() => pageArgsOf(BankLine)) args: PageArgs, @Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.page(BankLine, args, info)
  }

  @Needs('bankLine:read') @Query(() => BankStatement, { nullable: true })
  bankStatement(@Arg('id', () => ID) id: string, @Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.one(BankStatement, id, info)
  }

  @Needs('bankLine:assign') @Mutation(() => AssignPayload, { description: 'Books a line, or a part of it, as a payment. Without invoices and without a buyer, as it is proposed. Errors: NOT_FOUND, ILLEGAL_MOVE, OUT_OF_RANGE, CONFLICTING, EMPTY without a proposal.' })
  assignBankLine(@Arg('input', () => AssignBankLineInput) input: AssignBankLineInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return onLine(context, info, input, 'assign', async (tx, line) => {
      const work = workOf(tx), left = new Decimal(line.amount).minus(line.assignedAmount), amount = new Decimal(input.amount ?? left)
      if (new Decimal(line.amount).lt(0)) throw new UserError('OUT_OF_RANGE', ['id'])
      if (amount.lte(0) || amount.gt(left)) throw new UserError('OUT_OF_RANGE', ['amount'], { max: left.toFixed() })
      const proposed = input.invoices == null && input.partnerId == null && input.accountId == null
      if (proposed && !line.partner && !line.buyer) throw new UserError('EMPTY', ['invoices'], { context: 'proposal' })
      const wanted = input.invoices ?? (proposed ? await stillOpen(tx, line) : [])
      await lockInvoices(work, wanted.map(({ invoiceId }) => invoiceId))
      const buyer = wanted.length ? await buyerOfInvoice(tx, wanted[0]!.invoiceId) : proposed ? { partnerId: line.partner?.id ?? null, accountId: line.buyer?.id ?? null } : await buyerOf(tx, input.partnerId, input.accountId)
      const payment = await bookPayment(work, { kind: 'PAYMENT', ...buyer, day: line.day, currency: line.currency, amount: amount.toFixed(), method: 'BANK_TRANSFER', bankLineId: line.id, reference: line.remittance?.slice(0, 200) ?? line.structuredReference?.slice(0, 200) ?? null })
      await allocate(work, payment, wanted)
      line.assignedAmount = new Decimal(line.assignedAmount).plus(amount).toFixed()
      line.state = bankLineFlow.next(line.state, 'assign', amount.eq(left) ? 'Assigned' : 'Open')
      await tx.em.flush()
      // what was proposed for others may be paid now
      await matchLines(tx.run, { paymentId: payment.id })
      return { payment: { id: payment.id } }
    })
  }

  @Needs('bankLine:ignore') @Mutation(() => LinePayload, { description: 'A line that is none of ours to book: charges, interest. Errors: NOT_FOUND, ILLEGAL_MOVE, CONFLICTING when a part of it is booked.' })
  ignoreBankLine(@Arg('input', () => ReasonInput) input: ReasonInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return onLine(context, info, input, 'ignore', async (_tx, line) => {
      if (!new Decimal(line.assignedAmount).isZero()) throw new UserError('CONFLICTING', ['id'], { context: 'booked' })
      line.state = bankLineFlow.next(line.state, 'ignore')
      line.reason = input.reason.trim()
      return {}
    })
  }

  @Needs('bankLine:reopen') @Mutation(() => LinePayload, { description: 'Begins anew with a line: what was booked of it is booked back. Errors: NOT_FOUND, ILLEGAL_MOVE, CONFLICTING while something of it was refunded.' })
  reopenBankLine(@Arg('input', () => PaymentVerbInput) input: PaymentVerbInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return onLine(context, info, input, 'reopen', async (tx, line) => {
      const next = bankLineFlow.next(line.state, 'reopen'), work = workOf(tx)
      const booked = await tx.run(`select id from payment where bank_line_id = $1 and state = 'Booked' order by id`, [line.id])
      await lockInvoices(work, [], booked.map(({ id }) => id as string))
      for (const { id } of booked) await reverse(work, await lockPayment(work, id as string), line.entryReference)
      await tx.run(`update bank_line set state = $2, reason = null, assigned_amount = 0, updated_at = now(), revision = revision + 1 where id = $1`, [line.id, next])
      await matchLines(tx.run, { statementId: line.statement.id })
      return {}
    })
  }

  @Needs('bankLine:assign') @Mutation(() => MatchPayload, { description: 'Looks again for what open lines may pay.' })
  matchBankLines(@Arg('input', () => CommandInput) input: CommandInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => ({ matched: await matchLines(tx.run) }))
  }
}

/** Two who take the same line come one after the other: the second finds it assigned. */
function onLine(context: RequestContext, info: GraphQLResolveInfo, input: { id: string; clientMutationId: string }, verb: BankLineVerb, act: (tx: Transaction, line: BankLine) => Promise<Record<string, unknown>>): Promise<Answer> {
  return context.command(info, input, async (tx) => {
    const line = await tx.load(BankLine, input.id, `bankLine:${verb}`, 'id', {})
    bankLineFlow.next(line.state, verb)
    return { ...(await act(tx, line)), bankLine: { id: line.id } }
  })
}

async function buyerOfInvoice(tx: Transaction, id: string): Promise<{ partnerId: string | null; accountId: string | null }> {
  const [row] = await tx.run('select partner_id as "partnerId", case when partner_id is null then account_id end as "accountId" from invoice where id::text = $1', [id])
  if (!row) throw notFound('invoices', '0', 'invoiceId')
  return row as { partnerId: string | null; accountId: string | null }
}

/** Of what was proposed, locked, what nobody has paid meanwhile. */
async function stillOpen(tx: Transaction, { proposal }: BankLine): Promise<{ invoiceId: string }[]> {
  const open = new Set((await tx.run(`select id from invoice where id = any ($1) and state in ('Issued', 'PartiallyPaid') and open_amount > 0 order by id for update`, [proposal.map(({ invoiceId }) => invoiceId)])).map((row) => row.id as string))
  return proposal.filter(({ invoiceId }) => open.has(invoiceId)).map(({ invoiceId }) => ({ invoiceId }))
}
