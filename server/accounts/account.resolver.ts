import { Matches, MaxLength } from 'class-validator'
import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, Extensions, Field, ID, Info, InputType, Int, Mutation, Query, Resolver } from 'type-graphql'
import type { Transaction } from '../access/command.ts'
import { Needs } from '../access/needs.ts'
import type { RequestContext } from '../context.ts'
import { everyone } from '../kit/audience.ts'
import { UserError } from '../kit/errors.ts'
import type { Subject } from '../kit/event.ts'
import { CommandInput, NotBlank } from '../kit/input.ts'
import { connectionOf, pageArgsOf } from '../kit/page.ts'
import { payload } from '../kit/payload.ts'
import type { PageArgs } from '../kit/read/connection.ts'
import type { Answer } from '../kit/read/resolve.ts'
import { DecimalScalar } from '../kit/scalars.ts'
import { nextNumber } from '../partners/document-number.ts'
import { wellFormed } from '../partners/electronic-address.ts'
import { Partner } from '../partners/partner.ts'
import { findStaff } from '../people/find-staff.ts'
import { User } from '../people/user.ts'
import { AccountStanding } from './account-standing.ts'
import { Account, AccountKindEnum, AccountStatusEnum } from './account.ts'

const staffOnly = Extensions({ audiences: ['crm'] })
const staffFields = { ownerId: ID, revenuePotential: DecimalScalar, creditStanding: String, internalNote: String }

/** Adds the fields that only staff may send. On each class itself: TypeGraphQL forgets a mark that a field inherits. */
function withStaffFields(target: new () => object): void {
  for (const [key, type] of Object.entries(staffFields)) {
    Field(() => type, { nullable: true })(target.prototype as object, key)
    staffOnly(target.prototype as object, key)
  }
}

@everyone @InputType()
class AccountFields extends CommandInput {
  @Field(() => String, { nullable: true }) @MaxLength(100) industry?: string | null
  @Field(() => String, { nullable: true }) @MaxLength(300) website?: string | null
  @Field(() => String, { nullable: true }) @MaxLength(60) phone?: string | null
  @Field(() => String, { nullable: true }) @MaxLength(320) email?: string | null
  @Field(() => String, { nullable: true }) @MaxLength(100) city?: string | null
  @Field(() => String, { nullable: true }) @Matches(/^([A-Za-z]{2})?$/) country?: string | null
  @Field(() => String, { nullable: true, description: 'Where its electronic invoices are sent to: 0204:991-12345-67 or an e-mail address.' }) @MaxLength(200) electronicAddress?: string | null
  @Field(() => ID, { nullable: true, description: "The partner's person in charge." }) sellerId?: string | null
  @Field(() => ID, { nullable: true, description: 'The account above it.' }) parentId?: string | null
  ownerId?: string | null
  revenuePotential?: string | null
  @MaxLength(100) creditStanding?: string | null
  @MaxLength(5000) internalNote?: string | null
}
@everyone @InputType() @withStaffFields
class CreateAccountInput extends AccountFields {
  @Field(() => String) @NotBlank() @MaxLength(200) name!: string
  @Field(() => AccountKindEnum, { defaultValue: 'ORGANISATION' }) kind!: 'ORGANISATION' | 'PERSON'
  @staffOnly @Field(() => ID, { nullable: true, description: 'The partner that will hold it; none for direct business.' }) partnerId?: string | null
}
@everyone @InputType() @withStaffFields
class UpdateAccountInput extends AccountFields {
  @Field(() => ID) id!: string
  @Field(() => Int, { nullable: true, description: 'The revision that the change was made from; STALE when it is no longer the latest.' }) revision?: number
  @Field(() => String, { nullable: true }) @NotBlank() @MaxLength(200) name?: string
  @Field(() => AccountStatusEnum, { nullable: true }) status?: 'PROSPECT' | 'ACTIVE' | 'INACTIVE'
}
export const AccountPayload = payload('AccountPayload', { account: Account })

export const subjectOf = (account: Account): Subject =>
  ({ type: 'account', id: account.id, accountId: account.id, partnerId: account.partner?.id ?? null, ownerId: account.owner?.id ?? null, sellerId: account.seller?.id ?? null })

@Resolver()
export class AccountResolver {
  @Needs('account:read') @Query(() => connectionOf(Account))
  accounts(@Args(() => pageArgsOf(Account)) args: PageArgs, @Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.page(Account, args, info)
  }

  @Needs('account:read') @Query(() => Account, { nullable: true })
  account(@Arg('id', () => ID) id: string, @Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.one(Account, id, info)
  }

  @Needs('account:create') @Mutation(() => AccountPayload)
  createAccount(@Arg('input', () => CreateAccountInput) input: CreateAccountInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const { viewer } = tx, dealer = viewer.audience === 'partner'
      const partnerId = dealer ? viewer.partnerId : input.partnerId
      const partner = partnerId ? await tx.find(Partner, partnerId, 'partnerId') : null
      const account = tx.em.create(Account, {
        number: await nextNumber(tx, 'account', partner), name: input.name.trim(), kind: input.kind, status: 'PROSPECT', createdById: viewer.userId, revision: 1,
        partner, owner: dealer ? partner?.representative ?? null : tx.em.getReference(User, viewer.userId), seller: dealer ? tx.em.getReference(User, viewer.userId) : null,
      })
      await fill(tx, account, input)
      tx.em.persist(account)
      await tx.em.flush()
      await setStanding(tx, account.id, input)
      tx.record('account.created', subjectOf(account), { name: account.name }, true)
      return { account }
    })
  }

  @Needs('account:update') @Mutation(() => AccountPayload, { description: 'Errors: NOT_FOUND, STALE, and those of the fields.' })
  updateAccount(@Arg('input', () => UpdateAccountInput) input: UpdateAccountInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const account = await tx.load(Account, input.id, 'account:update')
      if (input.revision != null && input.revision !== account.revision) throw new UserError('STALE', ['revision'])
      const { status, revision } = account
      if (input.name != null) account.name = input.name.trim()
      if (input.status) account.status = input.status
      await fill(tx, account, input)
      await setStanding(tx, account.id, input)
      await tx.em.flush()
      // what lies beside the account, staff alone know of
      tx.record('account.updated', subjectOf(account), { name: account.name, ...(status !== account.status ? { from: status, to: account.status } : {}) }, account.revision !== revision)
      return { account }
    })
  }
}

async function fill(tx: Transaction, account: Account, input: AccountFields): Promise<void> {
  for (const key of ['industry', 'website', 'phone', 'email', 'city'] as const) if (input[key] !== undefined) account[key] = input[key]?.trim() || null
  if (input.country !== undefined) account.country = input.country?.trim().toUpperCase() || null
  if (input.electronicAddress !== undefined) account.electronicAddress = wellFormed(input.electronicAddress)
  if (input.ownerId !== undefined) account.owner = input.ownerId ? await findStaff(tx, input.ownerId, 'ownerId') : null
  if (input.parentId !== undefined) account.parent = input.parentId ? await parent(tx, account, input.parentId) : null
  if (input.sellerId !== undefined) account.seller = input.sellerId ? await seller(tx, account, input.sellerId) : null
}

/** An account of the same holder that is not itself below this one. */
async function parent(tx: Transaction, account: Account, id: string): Promise<Account> {
  const above = await tx.find(Account, id, 'parentId')
  if (above.partner?.id !== account.partner?.id) throw new UserError('NOT_FOUND', ['parentId'])
  const circle = await tx.run(
    'with recursive up as (select id, parent_id from account where id = $1 union select a.id, a.parent_id from account a join up on a.id = up.parent_id) select 1 from up where id = $2', [id, account.id])
  if (circle.length) throw new UserError('BAD_USER_INPUT', ['parentId'])
  return above
}

async function seller(tx: Transaction, account: Account, id: string): Promise<User> {
  const user = await tx.find(User, id, 'sellerId')
  if (user.partnerId !== account.partner?.id) throw new UserError('NOT_FOUND', ['sellerId'])
  return user
}

async function setStanding({ em, viewer }: Transaction, accountId: string, input: AccountFields): Promise<void> {
  const keys = (['revenuePotential', 'creditStanding', 'internalNote'] as const).filter((key) => input[key] !== undefined)
  if (!keys.length) return
  if (keys.some((key) => key !== 'internalNote') && !viewer.can('account:standing')) throw new UserError('FORBIDDEN', [keys[0]!])
  const standing = await em.findOne(AccountStanding, accountId) ?? em.create(AccountStanding, { accountId })
  for (const key of keys) standing[key] = input[key] ?? null
  em.persist(standing)
}
