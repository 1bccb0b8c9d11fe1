import { IsIn, Matches, MaxLength } from 'class-validator'
import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Ctx, Field, ID, Info, InputType, Mutation, Resolver } from 'type-graphql'
import type { Transaction } from '../access/command.ts'
import { Needs } from '../access/needs.ts'
import type { RequestContext } from '../context.ts'
import { everyone } from '../kit/audience.ts'
import { CommandInput } from '../kit/input.ts'
import { payload } from '../kit/payload.ts'
import type { Answer } from '../kit/read/resolve.ts'
import { subjectOf } from './account.resolver.ts'
import { Account } from './account.ts'
import { Address } from './address.ts'

const kinds = ['main', 'billing', 'shipping', 'site']

@everyone @InputType()
class AddressFields extends CommandInput {
  @Field(() => String, { nullable: true, description: 'main, billing, shipping or site.' }) @IsIn(kinds) kind?: string
  @Field(() => String, { nullable: true }) @MaxLength(300) street?: string | null
  @Field(() => String, { nullable: true }) @MaxLength(100) city?: string | null
  @Field(() => String, { nullable: true }) @MaxLength(100) region?: string | null
  @Field(() => String, { nullable: true }) @MaxLength(20) postalCode?: string | null
  @Field(() => String, { nullable: true }) @Matches(/^([A-Za-z]{2})?$/) country?: string | null
}
@everyone @InputType()
class CreateAddressInput extends AddressFields {
  @Field(() => ID) accountId!: string
}
@everyone @InputType()
class UpdateAddressInput extends AddressFields {
  @Field(() => ID) id!: string
}
@everyone @InputType()
class RemoveAddressInput extends CommandInput {
  @Field(() => ID) id!: string
}
const AddressPayload = payload('AddressPayload', { account: Account, address: Address })

@Resolver()
export class AddressResolver {
  @Needs('account:update') @Mutation(() => AddressPayload)
  createAddress(@Arg('input', () => CreateAddressInput) input: CreateAddressInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const account = await tx.load(Account, input.accountId, 'account:update', 'accountId')
      const address = tx.em.create(Address, { accountId: account.id, kind: input.kind ?? 'site' })
      return { account, address: changed(tx, account, fill(address, input)) }
    })
  }

  @Needs('account:update') @Mutation(() => AddressPayload)
  updateAddress(@Arg('input', () => UpdateAddressInput) input: UpdateAddressInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const address = await tx.find(Address, input.id, 'id')
      const account = await tx.load(Account, address.accountId ?? '', 'account:update')
      return { account, address: changed(tx, account, fill(address, input)) }
    })
  }

  @Needs('account:update') @Mutation(() => AddressPayload)
  removeAddress(@Arg('input', () => RemoveAddressInput) input: RemoveAddressInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const address = await tx.find(Address, input.id, 'id')
      const account = await tx.load(Account, address.accountId ?? '', 'account:update')
      tx.em.remove(address)
      tx.record('account.updated', subjectOf(account), { name: account.name }, true)
      return { account }
    })
  }
}

function fill(address: Address, input: AddressFields): Address {
  if (input.kind) address.kind = input.kind
  for (const key of ['street', 'city', 'region', 'postalCode'] as const) if (input[key] !== undefined) address[key] = input[key]?.trim() || null
  if (input.country !== undefined) address.country = input.country?.trim().toUpperCase() || null
  return address
}

function changed(tx: Transaction, account: Account, address: Address): Address {
  tx.em.persist(address)
  tx.record('account.updated', subjectOf(account), { name: account.name }, true)
  return address
}
