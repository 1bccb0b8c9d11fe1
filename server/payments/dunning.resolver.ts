import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, Info, Int, Mutation, Query, Resolver } from 'type-graphql'
import { Needs } from '../access/needs.ts'
import { Invoice } from '../billing/invoice.ts'
import { workOf } from '../billing/work.ts'
import type { RequestContext } from '../context.ts'
import { UserError } from '../kit/errors.ts'
import { isId, newId } from '../kit/ids.ts'
import { CommandInput } from '../kit/input.ts'
import { locales } from '../kit/locale.ts'
import { connectionOf, pageArgsOf } from '../kit/page.ts'
import { payload } from '../kit/payload.ts'
import type { PageArgs } from '../kit/read/connection.ts'
import type { Answer } from '../kit/read/resolve.ts'
import { TaxClassEnum } from '../tax/tax-rule.ts'
import type { TaxClass } from '../tax/tax.ts'
import { prepareRun, releaseRun } from './dunning-run.ts'
import { DunningHold, DunningLetter, DunningLevel, DunningRun } from './dunning.ts'
import { feeTaxClass, feeTaxClasses } from './invoice-fee.ts'
import { dunningFlow } from './payment.flow.ts'
import { HoldDunningInput, PaymentVerbInput, SaveDunningLevelInput, SetDunningInput, SkipDunningLetterInput } from './payment.input.ts'
import { buyerOf } from './payment.resolver.ts'

const RunPayload = payload('DunningRunPayload', { dunningRun: DunningRun }, { sent: { type: () => Int } })
const LetterPayload = payload('DunningLetterPayload', { dunningLetter: DunningLetter })
const LevelPayload = payload('DunningLevelPayload', { dunningLevel: DunningLevel })
const HoldPayload = payload('DunningHoldPayload', { dunningHold: DunningHold })
const SettingPayload = payload('DunningSettingPayload', {}, { automatic: { type: () => Boolean }, feeTaxClass: { type: () => TaxClassEnum } })

@Resolver()
export class DunningResolver {
  @Needs('dunning:read') @Query(() => connectionOf(DunningRun))
  dunningRuns(@Args(() => pageArgsOf(DunningRun)) args: PageArgs, @Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.page(DunningRun, args, info)
  }

  @Needs('dunning:read') @Query(() => connectionOf(DunningLevel))
  dunningLevels(@Args(() => pageArgsOf(DunningLevel)) args: PageArgs, @Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.page(DunningLevel, args, info)
  }

  @Needs('dunning:read') @Query(() => connectionOf(DunningHold))
  dunningHolds(@Args(() => pageArgsOf(DunningHold)) args: PageArgs, @Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.page(DunningHold, args, info)
  }

  @Needs('dunning:read') @Query(() => Boolean, { description: 'Whether what is due every day is sent without being released.' })
  async dunningAutomatic(@Ctx() { run }: RequestContext): Promise<boolean> {
    return Boolean((await run('select automatic from dunning_setting limit 1', []))[0]?.automatic)
  }

  @Needs('dunning:read') @Query(() => TaxClassEnum, { nullable: true, description: 'As what the fees of reminders are taxed; null where they are printed and not booked.' })
  dunningFeeTaxClass(@Ctx() { run }: RequestContext): Promise<TaxClass | null> {
    return feeTaxClass(run)
  }

  @Needs('dunning:prepare') @Mutation(() => RunPayload, { description: 'The letters that are due today, for a look. Errors: EMPTY when nobody is to be written to.' })
  prepareDunning(@Arg('input', () => CommandInput) input: CommandInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const id = await prepareRun(tx.run, tx.viewer.userId)
      if (!id) throw new UserError('EMPTY', [], { context: 'reminders' })
      tx.record('dunning.prepared', { type: 'dunning_run', id })
      return { dunningRun: { id } }
    })
  }

  @Needs('dunning:release') @Mutation(() => RunPayload, { description: 'Sends what was prepared today; what was paid since is left out. Fees become invoices where the company says so. Errors: NOT_FOUND, ILLEGAL_MOVE, EXPIRED when it is of another day, TAX_MISSING.' })
  releaseDunning(@Arg('input', () => PaymentVerbInput) input: PaymentVerbInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const { id } = await tx.load(DunningRun, input.id, 'dunning:release', 'id', {}), sent = await releaseRun(workOf(tx), id)
      tx.record('dunning.released', { type: 'dunning_run', id }, { sent })
      return { dunningRun: { id }, sent }
    })
  }

  @Needs('dunning:discard') @Mutation(() => RunPayload, { description: 'Errors: NOT_FOUND, ILLEGAL_MOVE.' })
  discardDunning(@Arg('input', () => PaymentVerbInput) input: PaymentVerbInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const run = await tx.load(DunningRun, input.id, 'dunning:discard', 'id', {})
      run.state = dunningFlow.next(run.state, 'discard')
      tx.record('dunning.discarded', { type: 'dunning_run', id: run.id })
      return { dunningRun: run }
    })
  }

  @Needs('dunning:prepare') @Mutation(() => LetterPayload, { description: 'Takes a letter out of what was prepared, or back in. Errors: NOT_FOUND, ILLEGAL_MOVE.' })
  skipDunningLetter(@Arg('input', () => SkipDunningLetterInput) input: SkipDunningLetterInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      // the run before its letters, as by whoever sends it
      const [run] = isId(input.id) ? await tx.run('select r.state from dunning_run r join dunning_letter l on l.run_id = r.id where l.id = $1 for update of r', [input.id]) : []
      const letter = await tx.load(DunningLetter, input.id, 'dunning:prepare', 'id', {})
      if (run!.state !== 'Prepared') throw new UserError('ILLEGAL_MOVE', ['id'], { subject: 'dunning' })
      letter.skipped = input.skipped
      return { dunningLetter: letter }
    })
  }

  @Needs('dunning:hold') @Mutation(() => HoldPayload, { description: 'A buyer or an invoice is not reminded of, for a reason. Errors: NOT_FOUND, REQUIRED.' })
  holdDunning(@Arg('input', () => HoldDunningInput) input: HoldDunningInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const invoiceId = input.invoiceId == null ? null : (await tx.find(Invoice, input.invoiceId, 'invoiceId')).id, buyer = invoiceId ? { partnerId: null, accountId: null } : await buyerOf(tx, input.partnerId, input.accountId), id = newId()
      await tx.run('insert into dunning_hold (id, partner_id, account_id, invoice_id, reason, created_by_id) values ($1, $2, $3, $4, $5, $6)', [id, buyer.partnerId, buyer.accountId, invoiceId, input.reason.trim(), tx.viewer.userId])
      return { dunningHold: { id } }
    })
  }

  @Needs('dunning:hold') @Mutation(() => HoldPayload, { description: 'Errors: NOT_FOUND, ILLEGAL_MOVE.' })
  liftDunningHold(@Arg('input', () => PaymentVerbInput) input: PaymentVerbInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const hold = await tx.load(DunningHold, input.id, 'dunning:hold', 'id', {})
      if (hold.releasedAt) throw new UserError('ILLEGAL_MOVE', ['id'], { subject: 'dunning' })
      Object.assign(hold, { releasedAt: new Date(), releasedById: tx.viewer.userId })
      return { dunningHold: hold }
    })
  }

  @Needs('dunning:manage') @Mutation(() => LevelPayload, { description: 'When a level begins and what its letter says. Errors: NOT_FOUND, OUT_OF_RANGE, REQUIRED.' })
  saveDunningLevel(@Arg('input', () => SaveDunningLevelInput) input: SaveDunningLevelInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const level = await tx.load(DunningLevel, input.id, 'dunning:manage', 'id', {})
      if (input.subjects.length !== 3 || !input.subjects[0]!.trim()) throw new UserError('REQUIRED', ['subjects'])
      if (input.sentences.length !== 3 || !input.sentences[0]!.trim()) throw new UserError('REQUIRED', ['sentences'])
      if (input.fee != null && Number(input.fee) <= 0) throw new UserError('OUT_OF_RANGE', ['fee'])
      Object.assign(level, { daysOverdue: input.daysOverdue, intervalDays: input.intervalDays, fee: input.fee ?? null, texts: Object.fromEntries(locales.map((locale, index) => [locale, { subject: input.subjects[index]?.trim() || input.subjects[0]!.trim(), text: input.sentences[index]?.trim() || input.sentences[0]!.trim() }])) })
      return { dunningLevel: level }
    })
  }

  @Needs('dunning:manage') @Mutation(() => SettingPayload, { description: 'Errors: OUT_OF_RANGE where no fee is taxed so.' })
  setDunning(@Arg('input', () => SetDunningInput) input: SetDunningInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const wanted = input.feeTaxClass === undefined ? await feeTaxClass(tx.run) : input.feeTaxClass
      if (wanted && !feeTaxClasses.includes(wanted)) throw new UserError('OUT_OF_RANGE', ['feeTaxClass'])
      await tx.run('update dunning_setting set automatic = $1, fee_tax_class = $2, updated_at = now()', [input.automatic, wanted])
      return { automatic: input.automatic, feeTaxClass: wanted }
    })
  }
}
