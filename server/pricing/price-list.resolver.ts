import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, ID, Info, Int, Mutation, Query, Resolver } from 'type-graphql'
import { type Transaction, refusePast } from '../access/command.ts'
import { Needs } from '../access/needs.ts'
import { Account } from '../accounts/account.ts'
import type { RequestContext } from '../context.ts'
import { UserError, UserErrors } from '../kit/errors.ts'
import { isId, newId } from '../kit/ids.ts'
import { connectionOf, pageArgsOf } from '../kit/page.ts'
import { payload } from '../kit/payload.ts'
import type { PageArgs } from '../kit/read/connection.ts'
import type { Answer } from '../kit/read/resolve.ts'
import { Partner } from '../partners/partner.ts'
import { ProgramLevel } from '../partners/program-level.ts'
import { work } from './apply-change.ts'
import { type ListRow, refuseFaults, refuseGranted } from './list-faults.ts'
import { CreatePriceListInput, EditPriceListInput, EndPriceListInput, SetPriceListEntriesInput } from './price-list.input.ts'
import { PriceList, PriceListEntry } from './price-list.ts'
import { addChange, asked } from './price-changing.ts'
import { faultsIn, resolveStaged, stage } from './stage.ts'

const PriceListPayload = payload('PriceListPayload', { priceList: PriceList })
const SetPriceListEntriesPayload = payload('SetPriceListEntriesPayload', { priceList: PriceList }, { changed: { type: () => Int, description: 'How many rules were added, changed or taken away.' } })

/** Locks a list for a change; whoever saw another state of it is told, and what was granted stays. */
async function lockList(tx: Transaction, { id, revision }: { id: string; revision: number }, permission: string): Promise<PriceList> {
  const list = await tx.load(PriceList, id, permission, 'id', {})
  if (list.revision !== revision) throw new UserError('STALE', ['revision'])
  await refuseGranted(tx.run, list.id, ['id'])
  return list
}

export const subjectOf = ({ id }: PriceList) => ({ type: 'price_list', id })

const termsOf = ({ id, name, kind, currency, country, adjustPercent, adjustSurcharge, roundTo, roundEnding, roundMode, validFrom, validTo, ...list }: PriceList): ListRow => ({
  id, name, kind, currency, country: country ?? null, adjustPercent, adjustSurcharge, roundTo: roundTo ?? null, roundEnding: roundEnding ?? null, roundMode: roundMode ?? null, validFrom: validFrom ?? null, validTo: validTo ?? null,
  partnerId: list.partner?.id ?? null, accountId: list.account?.id ?? null, levelId: list.level?.id ?? null, derivedFromId: list.derivedFrom?.id ?? null,
})
const given = (input: Partial<Record<keyof ListRow, unknown>>, names: readonly (keyof ListRow)[]) => Object.fromEntries(names.filter((name) => input[name] !== undefined).map((name) => [name, input[name]]))
const whom = ['kind', 'partnerId', 'accountId', 'levelId', 'country'] as const
const others = ['derivedFromId', 'adjustPercent', 'adjustSurcharge', 'roundTo', 'roundEnding', 'roundMode', 'validFrom', 'validTo'] as const
// what must be there can't be taken away
const whole = (terms: ListRow): ListRow => ({ ...terms, adjustPercent: terms.adjustPercent ?? '100', adjustSurcharge: terms.adjustSurcharge ?? '0' })

function write(tx: Transaction, list: PriceList, terms: ListRow): void {
  const { name, kind, currency, country, adjustPercent, adjustSurcharge, roundTo, roundEnding, roundMode, validFrom, validTo } = terms
  const pointed = <T extends object>(entity: new () => T, id: string | null) => (id ? tx.em.getReference(entity as any, id) as T : null)
  Object.assign(list, {
    name, kind, currency, country, adjustPercent, adjustSurcharge, roundTo, roundEnding, roundMode, validFrom, validTo,
    partner: pointed(Partner, terms.partnerId), account: pointed(Account, terms.accountId), level: pointed(ProgramLevel, terms.levelId), derivedFrom: pointed(PriceList, terms.derivedFromId),
  })
}

@Resolver()
export class PriceListResolver {
  @Needs('price:read') @Query(() => connectionOf(PriceListEntry), { description: 'The rules of a list, for who scrolls through them.' })
  priceListEntries(@Arg('priceListId', () => ID, { nullable: true, description: 'Of which list; without one there are none.' }) id: string | null, @Args(() => pageArgsOf(PriceListEntry)) args: PageArgs, @Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.page(PriceListEntry, args, info, (row, { param }) => `${row}.price_list_id = ${param(isId(id) ? id : null)}::uuid`)
  }

  @Needs('pricelist:create') @Mutation(() => PriceListPayload, { description: 'A list without entries. Errors: REQUIRED, TAKEN for its name, NOT_FOUND, BAD_USER_INPUT, OUT_OF_RANGE, CIRCULAR, each at its field.' })
  createPriceList(@Arg('input', () => CreatePriceListInput) input: CreatePriceListInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      if (!input.kind) throw new UserError('REQUIRED', ['kind'])
      const nothing = { partnerId: null, accountId: null, levelId: null, country: null, derivedFromId: null, roundTo: null, roundEnding: null, roundMode: null, validFrom: null, validTo: null }
      const terms = whole({ ...nothing, id: newId(), name: input.name.trim(), currency: input.currency, ...given(input, whom), ...given(input, others) } as ListRow)
      await refuseFaults(tx, terms, true)
      const list = new PriceList()
      list.id = terms.id
      list.nameI18n = {}
      list.externalId = null
      write(tx, list, terms)
      await tx.em.persist(list).flush()
      tx.record('pricelist.created', subjectOf(list), { name: list.name })
      return { priceList: list }
    })
  }

  @Needs('pricelist:edit') @Mutation(() => PriceListPayload, { description: 'Whom a list is for can change until it has begun to hold. Errors: STALE, ILLEGAL_MOVE, also for what was granted as a special price, and those of a new list.' })
  editPriceList(@Arg('input', () => EditPriceListInput) input: EditPriceListInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const list = await lockList(tx, input, 'pricelist:edit'), before = termsOf(list)
      const terms = whole({ ...before, ...given(input, whom), ...given(input, others), ...(input.name != null && { name: input.name.trim() }) })
      if (input.name != null && terms.name !== before.name) list.nameI18n = {}
      const moved = whom.find((name) => (terms[name] ?? null) !== (before[name] ?? null))
      if (moved && await holdsAlready(tx, list.id)) throw new UserError('ILLEGAL_MOVE', [moved])
      await refuseFaults(tx, terms, terms.name !== before.name)
      write(tx, list, terms)
      await tx.em.flush()
      tx.record('pricelist.edited', subjectOf(list), { name: list.name })
      return { priceList: list }
    })
  }

  @Needs('pricelist:end') @Mutation(() => PriceListPayload, { description: 'The list holds for the last time on that day. Errors: STALE, PAST, ILLEGAL_MOVE when it has ended or was granted as a special price, OUT_OF_RANGE before its first day.' })
  endPriceList(@Arg('input', () => EndPriceListInput) input: EndPriceListInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const list = await lockList(tx, input, 'pricelist:end')
      const [{ today }] = await tx.run('select app.today()::text as today', []) as [{ today: string }]
      const lastDay = input.lastDay ?? today
      await refusePast(tx, lastDay, 'lastDay')
      if (list.validTo && list.validTo < today) throw new UserError('ILLEGAL_MOVE', ['id'])
      if (list.validFrom && lastDay < list.validFrom) throw new UserError('OUT_OF_RANGE', ['lastDay'])
      list.validTo = lastDay
      await tx.em.flush()
      tx.record('pricelist.ended', subjectOf(list), { name: list.name, lastDay })
      return { priceList: list }
    })
  }

  @Needs('pricelist:edit') @Mutation(() => SetPriceListEntriesPayload, { description: 'Adds, changes and takes away up to 500 rules, all or none. Errors: STALE, ILLEGAL_MOVE for what was granted as a special price, and every fault of every row at `rows.<place>.<field>`: NOT_FOUND, UNKNOWN_SKU, UNKNOWN_NAME, REQUIRED, OUT_OF_RANGE, TAKEN, PAST, OVERLAP.' })
  setPriceListEntries(@Arg('input', () => SetPriceListEntriesInput) input: SetPriceListEntriesInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const list = await lockList(tx, input, 'pricelist:edit')
      const change = await addChange(tx, list, { source: 'GRID', fromDay: input.from ?? null })
      await stage(tx.run, change.id, input.rows.map(asked))
      await resolveStaged(tx.run, { changeId: change.id, listId: list.id, from: input.from ?? null })
      const faults = await faultsIn(tx.run, change.id)
      if (faults.length) throw new UserErrors(faults)
      await work(tx.run, change.id, 'apply')
      const [{ changed }] = await tx.run(
        `with list as (update price_list set revision = revision + 1, updated_at = now() where id = $2 returning revision)
         update price_change c set state = 'Applied', applied_at = now(), applied_by_id = $3, applied_revision = list.revision, revision = c.revision + 1 from list where c.id = $1 returning change_count as changed`,
        [change.id, list.id, tx.viewer.userId]) as [{ changed: number }]
      tx.record('pricelist.changed', subjectOf(list), { name: list.name, changed })
      return { priceList: { id: list.id }, changed }
    })
  }
}

/** Whether anybody may have been given a price by it. */
async function holdsAlready(tx: Transaction, id: string): Promise<boolean> {
  const [row] = await tx.run(`select coalesce(l.valid_from <= app.today(), true) and (l.derived_from_id is not null or exists (select 1 from price_list_entry e where e.price_list_id = l.id)) as holds from price_list l where l.id = $1`, [id])
  return row!.holds as boolean
}
