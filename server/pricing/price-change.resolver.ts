import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql'
import type { Transaction } from '../access/command.ts'
import { Needs } from '../access/needs.ts'
import type { RequestContext } from '../context.ts'
import { UserError, UserErrors, notFound } from '../kit/errors.ts'
import { isId } from '../kit/ids.ts'
import { connectionOf, pageArgsOf } from '../kit/page.ts'
import { payload } from '../kit/payload.ts'
import type { PageArgs } from '../kit/read/connection.ts'
import type { Answer } from '../kit/read/resolve.ts'
import { User } from '../people/user.ts'
import { mostAtOnce, work } from './apply-change.ts'
import { refuseGranted } from './list-faults.ts'
import { prepareMass } from './mass-change.ts'
import { type PriceChangeVerb, priceChangeFlow } from './price-change.flow.ts'
import { PriceChange } from './price-change.ts'
import { addChange, asked } from './price-changing.ts'
import { PreparePriceChangeInput, PriceChangeInput } from './price-list.input.ts'
import { subjectOf } from './price-list.resolver.ts'
import { PriceList } from './price-list.ts'
import { faultsIn, judge, resolveStaged, stage } from './stage.ts'

const PriceChangePayload = payload('PriceChangePayload', { priceChange: PriceChange })
/** Preparing may look at as many entries as a list has. */
const patiently = `set local statement_timeout = '25s'`

/** Locks a change, and the list that it is about, in the order in which every verb does. */
async function lockChange(tx: Transaction, id: string, verb: PriceChangeVerb): Promise<{ change: PriceChange; list: PriceList }> {
  const [row] = isId(id) ? await tx.run('select price_list_id as id from price_change where id = $1', [id]) : []
  if (!row) throw notFound('id')
  const list = await tx.load(PriceList, row.id as string, `pricechange:${verb}`, 'id', {}), change = await tx.load(PriceChange, id, `pricechange:${verb}`, 'id', {})
  priceChangeFlow.next(change.state, verb)
  return { change, list }
}

/** Works at once on what is small, and leaves the rest to the background. */
async function carryOut(tx: Transaction, { change, list }: { change: PriceChange; list: PriceList }, verb: 'apply' | 'undo'): Promise<void> {
  const done = verb === 'apply' ? 'Applied' as const : 'Undone' as const
  Object.assign(change, { problem: null, progress: 0, ...(verb === 'apply' && { appliedBy: tx.em.getReference(User, tx.viewer.userId) }) })
  if (change.changeCount > mostAtOnce) {
    change.state = priceChangeFlow.next(change.state, verb, verb === 'apply' ? 'Applying' : 'Undoing')
    return
  }
  await work(tx.run, change.id, verb)
  const [{ revision }] = await tx.run('update price_list set revision = revision + 1, updated_at = now() where id = $1 returning revision', [list.id]) as [{ revision: number }]
  change.state = priceChangeFlow.next(change.state, verb, done)
  Object.assign(change, { progress: change.changeCount, appliedRevision: revision, ...(verb === 'apply' && { appliedAt: new Date() }) })
  const data = { name: list.name, changed: change.changeCount }
  if (verb === 'apply') tx.record('pricelist.changed', subjectOf(list), data)
  else tx.record('pricelist.restored', subjectOf(list), data)
}

@Resolver()
export class PriceChangeResolver {
  @Needs('pricechange:prepare') @Query(() => connectionOf(PriceChange), { description: 'What was prepared and applied, the latest first.' })
  priceChanges(@Args(() => pageArgsOf(PriceChange)) args: PageArgs, @Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.page(PriceChange, args, info)
  }

  @Needs('pricechange:prepare') @Query(() => PriceChange, { nullable: true })
  priceChange(@Arg('id', () => ID) id: string, @Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.one(PriceChange, id, info)
  }

  @Needs('pricechange:prepare') @Mutation(() => PriceChangePayload, { description: 'Works out what a change would make of each entry, and changes nothing. Errors: NOT_FOUND, ILLEGAL_MOVE for what was granted as a special price, REQUIRED and CONFLICTING for percent and amount, OUT_OF_RANGE; with rows, their faults stand beside them in the change.' })
  preparePriceChange(@Arg('input', () => PreparePriceChangeInput) input: PreparePriceChangeInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const { percent = null, amount = null, roundTo = null, roundEnding = null, roundMode = null, from = null, rows } = input
      refuseUnclear(input)
      const list = await tx.load(PriceList, input.priceListId, 'pricechange:prepare', 'priceListId', {})
      await refuseGranted(tx.run, list.id, ['priceListId'])
      await tx.run(patiently, [])
      const change = await addChange(tx, list, { source: rows?.length ? 'GRID' : 'MASS', fromDay: from, percent, amount, roundTo, roundEnding, roundMode })
      const about = { changeId: change.id, listId: list.id, from }
      if (rows?.length) {
        await stage(tx.run, change.id, rows.map(asked))
        await resolveStaged(tx.run, about)
      } else {
        const { entryIds = null, productIds = null, categoryIds = null, search = null } = input
        await prepareMass(tx.run, { ...about, percent, amount, roundTo, roundEnding, roundMode, entryIds: ids(entryIds), productIds: ids(productIds), categoryIds: ids(categoryIds), search })
        await judge(tx.run, about)
      }
      return { priceChange: { id: change.id } }
    })
  }

  @Needs('pricechange:apply') @Mutation(() => PriceChangePayload, { description: 'Exactly what was shown, all or nothing; above 2,000 rules in the background. Errors: STALE when the list was changed in between, EMPTY, ILLEGAL_MOVE, and the faults of its rows.' })
  applyPriceChange(@Arg('input', () => PriceChangeInput) input: PriceChangeInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const locked = await lockChange(tx, input.id, 'apply'), { change, list } = locked
      if (change.listRevision !== list.revision) throw new UserError('STALE', ['id'])
      if (change.faultCount) throw new UserErrors(await faultsIn(tx.run, change.id))
      if (!change.changeCount) throw new UserError('EMPTY', ['id'])
      await tx.run(patiently, [])
      await carryOut(tx, locked, 'apply')
      return { priceChange: { id: change.id } }
    })
  }

  @Needs('pricechange:discard') @Mutation(() => PriceChangePayload, { description: 'Puts a change away that was not applied. Errors: ILLEGAL_MOVE.' })
  discardPriceChange(@Arg('input', () => PriceChangeInput) input: PriceChangeInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const { change } = await lockChange(tx, input.id, 'discard')
      change.state = priceChangeFlow.next(change.state, 'discard')
      return { priceChange: { id: change.id } }
    })
  }

  @Needs('pricechange:undo') @Mutation(() => PriceChangePayload, { description: 'Takes a change back: every rule is what it was. Errors: STALE when the list was changed since, PAST when its prices have held for a day, ILLEGAL_MOVE.' })
  undoPriceChange(@Arg('input', () => PriceChangeInput) input: PriceChangeInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const locked = await lockChange(tx, input.id, 'undo'), { change, list } = locked
      if (change.appliedRevision !== list.revision) throw new UserError('STALE', ['id'])
      const [{ past }] = await tx.run('select coalesce($1::date < app.today(), false) as past', [change.fromDay ?? null]) as [{ past: boolean }]
      if (past) throw new UserError('PAST', ['id'])
      await tx.run(patiently, [])
      await carryOut(tx, locked, 'undo')
      return { priceChange: { id: change.id } }
    })
  }
}

const ids = (given: string[] | null | undefined): string[] | null => given?.filter(isId) ?? null

/** One rule, or rows; per cent, or an amount. */
function refuseUnclear({ percent, amount, roundTo, roundEnding, roundMode, rows }: PreparePriceChangeInput): void {
  const faults: UserError[] = []
  if (rows?.length) { if (percent != null || amount != null) faults.push(new UserError('CONFLICTING', ['rows'])) }
  else if (percent == null && amount == null) faults.push(new UserError('REQUIRED', ['percent']))
  if (percent != null && amount != null) faults.push(new UserError('CONFLICTING', ['amount']))
  if (percent != null && (Number(percent) < -100 || Number(percent) > 10_000)) faults.push(new UserError('OUT_OF_RANGE', ['percent'], { min: -100, max: 10_000 }))
  if (roundTo != null && Number(roundTo) <= 0) faults.push(new UserError('OUT_OF_RANGE', ['roundTo']))
  if (roundTo == null ? roundEnding != null || roundMode != null : Number(roundEnding ?? 0) < 0 || Number(roundEnding ?? 0) >= Number(roundTo)) faults.push(new UserError('OUT_OF_RANGE', ['roundEnding']))
  if (faults.length) throw new UserErrors(faults)
}
