import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql'
import type { Transaction } from '../access/command.ts'
import { Needs } from '../access/needs.ts'
import type { RequestContext } from '../context.ts'
import { UserError, notFound } from '../kit/errors.ts'
import { isId } from '../kit/ids.ts'
import { connectionOf, pageArgsOf } from '../kit/page.ts'
import { payload } from '../kit/payload.ts'
import type { PageArgs } from '../kit/read/connection.ts'
import type { Answer } from '../kit/read/resolve.ts'
import { returnFlow } from '../returns/return.flow.ts'
import { Return } from '../returns/return.ts'
import { settleOrders } from './billing-state.ts'
import { createInvoice } from './create-invoice.ts'
import { creditInvoice } from './credit-invoice.ts'
import { creditReturn } from './credit-return.ts'
import { CreateInvoiceInput, CreditInvoiceInput, CreditReturnInput, InvoiceVerbInput } from './invoice.input.ts'
import { invoiceFlow } from './invoice.flow.ts'
import { Invoice } from './invoice.ts'
import { issueInvoice } from './issue-invoice.ts'
import { workOf } from './work.ts'

const InvoicePayload = payload('InvoicePayload', { invoice: Invoice })
const CreditPayload = payload('CreditInvoicePayload', { invoice: Invoice, creditNote: Invoice })
const CreditReturnPayload = payload('CreditReturnPayload', { return: Return, creditNote: Invoice })

@Resolver()
export class InvoiceResolver {
  @Needs('invoice:read') @Query(() => connectionOf(Invoice))
  invoices(@Args(() => pageArgsOf(Invoice)) args: PageArgs, @Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.page(Invoice, args, info)
  }

  @Needs('invoice:read') @Query(() => Invoice, { nullable: true })
  invoice(@Arg('id', () => ID) id: string, @Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.one(Invoice, id, info)
  }

  @Needs('invoice:create') @Mutation(() => InvoicePayload, { description: 'An invoice of what was shipped, or performed, and is on none yet. Errors: NOT_FOUND, BAD_USER_INPUT, EMPTY, CONFLICTING, TAX_MISSING, RATE_MISSING.' })
  createInvoice(@Arg('input', () => CreateInvoiceInput) input: CreateInvoiceInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const orderIds = [...new Set(input.orderIds)], seen = new Set((await tx.run('select id from sales_order where id = any ($1)', [orderIds.filter(isId)])).map((row) => row.id as string))
      input.orderIds.forEach((id, index) => { if (!seen.has(id)) throw notFound('orderIds', String(index)) })
      // of single shipments alone, nothing else is meant
      if (input.services && input.shipmentIds) throw new UserError('BAD_USER_INPUT', ['services'])
      const id = await createInvoice(workOf(tx), orderIds, input.shipmentIds ?? null, { note: input.note?.trim() || null, services: input.services ?? false })
      if (input.issue) await issueInvoice(workOf(tx), id)
      return { invoice: { id } }
    })
  }

  @Needs('invoice:issue') @Mutation(() => InvoicePayload, { description: 'Gives a draft its legal number; from then on nothing of it changes. Errors: NOT_FOUND, ILLEGAL_MOVE, TAX_MISSING, RATE_MISSING.' })
  issueInvoice(@Arg('input', () => InvoiceVerbInput) input: InvoiceVerbInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const invoice = await load(tx, input.id, 'issue')
      if (invoice.credited) await tx.load(Invoice, invoice.credited.id, 'invoice:credit')
      await issueInvoice(workOf(tx), input.id)
      return { invoice: { id: input.id } }
    })
  }

  @Needs('invoice:discard') @Mutation(() => InvoicePayload, { description: 'A draft that is not wanted: its shipments can be invoiced anew, the return that it credits be credited anew. Errors: NOT_FOUND, ILLEGAL_MOVE.' })
  discardInvoice(@Arg('input', () => InvoiceVerbInput) input: InvoiceVerbInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const invoice = await load(tx, input.id, 'discard')
      await tx.run('update invoice set state = $2, updated_at = now(), revision = revision + 1 where id = $1', [input.id, invoiceFlow.next(invoice.state, 'discard')])
      await tx.run('update invoice_line set claims = false where invoice_id = $1 and claims', [input.id])
      tx.record('invoice.discarded', invoice.subject(), {})
      if (invoice.returnId) await reopen(tx, invoice.returnId)
      return { invoice: { id: input.id } }
    })
  }

  @Needs('invoice:credit') @Mutation(() => CreditPayload, { description: 'A credit note of what is left of an invoice, of pieces, or of a part of a price. Never more than there is. Errors: NOT_FOUND, ILLEGAL_MOVE, EMPTY, OUT_OF_RANGE, RATE_MISSING.' })
  creditInvoice(@Arg('input', () => CreditInvoiceInput) input: CreditInvoiceInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      // a draft takes nothing back yet
      if (input.invoiceAgain && (!input.issue || input.lines)) throw new UserError('BAD_USER_INPUT', ['invoiceAgain'])
      await load(tx, input.id, 'credit')
      const work = workOf(tx)
      const note = await creditInvoice(work, input.id, { lines: input.lines ?? null, reason: input.reason.trim() })
      if (input.issue) await issueInvoice(work, note)
      if (input.invoiceAgain) {
        const freed = await tx.run('update invoice_line set claims = false where invoice_id = $1 and claims returning order_id as id', [input.id])
        await settleOrders(work, [...new Set(freed.map(({ id }) => id as string))])
      }
      return { invoice: { id: input.id }, creditNote: { id: note } }
    })
  }

  @Needs('invoice:credit') @Mutation(() => CreditReturnPayload, { description: 'Credits what a return brought back and was not credited yet, on every invoice that it was on; the return is closed. Errors: NOT_FOUND, ILLEGAL_MOVE, EMPTY.' })
  creditReturn(@Arg('input', () => CreditReturnInput) input: CreditReturnInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const back = await tx.load(Return, input.returnId, 'invoice:credit', 'returnId'), work = workOf(tx)
      back.state = returnFlow.next(back.state, 'credit')
      back.closedAt = new Date()
      const notes = await creditReturn(work, back.id, back.number)
      if (input.issue) for (const note of notes) await issueInvoice(work, note)
      tx.record('return.credited', back.subject(), { return: back.number }, true)
      return { return: back, creditNote: { id: notes[0]! } }
    })
  }
}

/** What a discarded draft would have credited of a return is to be credited still. */
async function reopen(tx: Transaction, returnId: string): Promise<void> {
  const back = await tx.load(Return, returnId, 'invoice:discard')
  // another draft of it was discarded before
  if (back.state === 'Received') return
  Object.assign(back, { state: returnFlow.next(back.state, 'reopen'), closedAt: null })
  tx.record('return.reopened', back.subject(), { return: back.number }, true)
}

/** Locks an invoice for a verb that its state allows. */
async function load(tx: Transaction, id: string, verb: 'issue' | 'discard' | 'credit'): Promise<Invoice> {
  const invoice = await tx.load(Invoice, id, `invoice:${verb}`)
  invoiceFlow.next(invoice.state, verb)
  return invoice
}
