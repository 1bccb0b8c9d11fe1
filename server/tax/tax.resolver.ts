import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql'
import type { Transaction } from '../access/command.ts'
import { Needs } from '../access/needs.ts'
import { Account } from '../accounts/account.ts'
import { Product } from '../catalog/product.ts'
import type { RequestContext } from '../context.ts'
import { UserError, notFound } from '../kit/errors.ts'
import { isId } from '../kit/ids.ts'
import { connectionOf, pageArgsOf } from '../kit/page.ts'
import { payload } from '../kit/payload.ts'
import type { PageArgs } from '../kit/read/connection.ts'
import { addField, list, sql } from '../kit/read/expose.ts'
import type { Answer } from '../kit/read/resolve.ts'
import { Partner } from '../partners/partner.ts'
import { taxIdOf } from './tax-id.ts'
import { AddTaxExemptionInput, SaveTaxRuleInput, SetTaxClassInput, SetTaxIdInput, type TaxBuyerInput, TaxVerbInput } from './tax.input.ts'
import { TaxClassEnum, TaxExemption, TaxRule } from './tax-rule.ts'

const RulePayload = payload('TaxRulePayload', { taxRule: TaxRule })
const BuyerPayload = payload('TaxBuyerPayload', { partner: Partner, account: Account })
const ProductPayload = payload('TaxClassPayload', { product: Product })
const RemovePayload = payload('RemoveTaxRulePayload', {})

for (const [entity, column] of [[Partner, 'partner_id'], [Account, 'account_id']] as const)
  addField(entity, 'taxExemptions', list(() => TaxExemption, (child, parent) => `${child}.${column} = ${parent}.id`, (child) => `${child}.valid_to desc, ${child}.id`, { partner: true }))
addField(Product, 'taxClass', sql(() => TaxClassEnum, (row) => `${row}.tax_class`, { nullable: false }))

@Resolver()
export class TaxResolver {
  @Needs('tax:read') @Query(() => connectionOf(TaxRule))
  taxRules(@Args(() => pageArgsOf(TaxRule)) args: PageArgs, @Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.page(TaxRule, args, info)
  }

  @Needs('tax:manage') @Mutation(() => RulePayload, { description: 'Of one place and class only one holds on a day. Errors: NOT_FOUND, STALE, OVERLAP, OUT_OF_RANGE, BAD_USER_INPUT.' })
  saveTaxRule(@Arg('input', () => SaveTaxRuleInput) input: SaveTaxRuleInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const { clientMutationId: _, id = null, revision = null, ...given } = input
      const rule = { validFrom: null, validTo: null, note: null, ...given, country: given.country.toUpperCase(), region: given.region?.trim() || null, fromAbroad: given.fromAbroad ?? false }
      if (!/^[A-Z]{2}$/.test(rule.country)) throw new UserError('BAD_USER_INPUT', ['country'])
      if (!['S', 'Z', 'E', 'O'].includes(rule.category)) throw new UserError('BAD_USER_INPUT', ['category'])
      if (Number(rule.rate) < 0 || Number(rule.rate) > 100 || (rule.category === 'S') !== Number(rule.rate) > 0) throw new UserError('OUT_OF_RANGE', ['rate'])
      if (rule.validFrom && rule.validTo && rule.validFrom > rule.validTo) throw new UserError('OUT_OF_RANGE', ['validTo'])
      const found = id ? await tx.load(TaxRule, id, 'tax:manage') : null
      if (found && revision !== null && found.revision !== revision) throw new UserError('STALE', ['revision'])
      await refuseOverlap(tx, id, rule)
      const saved = found ? Object.assign(found, rule) : tx.em.create(TaxRule, rule)
      tx.em.persist(saved)
      await tx.em.flush()
      return { taxRule: saved }
    })
  }

  @Needs('tax:manage') @Mutation(() => RemovePayload, { description: 'What was invoiced under it stays as it is. Errors: NOT_FOUND.' })
  removeTaxRule(@Arg('input', () => TaxVerbInput) input: TaxVerbInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      tx.em.remove(await tx.load(TaxRule, input.id, 'tax:manage'))
      return {}
    })
  }

  @Needs('tax:manage') @Mutation(() => BuyerPayload, { description: "A buyer's number at the tax office. Errors: NOT_FOUND, BAD_USER_INPUT." })
  setTaxId(@Arg('input', () => SetTaxIdInput) input: SetTaxIdInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const buyer = await buyerOf(tx, input), of = buyer.partner ?? buyer.account!
      const taxId = input.taxId?.trim() ? taxIdOf(input.taxId, of.country ?? null) : null
      if (input.taxId?.trim() && !taxId) throw new UserError('BAD_USER_INPUT', ['taxId'])
      of.taxId = taxId
      return { ...buyer }
    })
  }

  @Needs('tax:manage') @Mutation(() => BuyerPayload, { description: 'Errors: NOT_FOUND, OUT_OF_RANGE, BAD_USER_INPUT.' })
  addTaxExemption(@Arg('input', () => AddTaxExemptionInput) input: AddTaxExemptionInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const buyer = await buyerOf(tx, input)
      if (!/^[A-Z]{2}$/.test(input.country)) throw new UserError('BAD_USER_INPUT', ['country'])
      if (input.validFrom > input.validTo) throw new UserError('OUT_OF_RANGE', ['validTo'])
      tx.em.persist(tx.em.create(TaxExemption, { partner: buyer.partner ?? null, account: buyer.account ?? null, country: input.country, number: input.number.trim(), validFrom: input.validFrom, validTo: input.validTo, createdById: tx.viewer.userId }))
      await tx.em.flush()
      return { ...buyer }
    })
  }

  @Needs('tax:manage') @Mutation(() => BuyerPayload, { description: 'Errors: NOT_FOUND.' })
  removeTaxExemption(@Arg('input', () => TaxVerbInput) input: TaxVerbInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const [gone] = isId(input.id) ? await tx.run('delete from tax_exemption where id = $1 returning partner_id as "partnerId", account_id as "accountId"', [input.id]) : []
      if (!gone) throw notFound('id')
      return gone.partnerId ? { partner: { id: gone.partnerId as string } } : { account: { id: gone.accountId as string } }
    })
  }

  @Needs('tax:manage') @Mutation(() => ProductPayload, { description: 'What a product is to the tax office; a service is performed, and takes no stock. Errors: NOT_FOUND, CONFLICTING where pieces of a service to be are reserved.' })
  setTaxClass(@Arg('input', () => SetTaxClassInput) input: SetTaxClassInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      await tx.find(Product, input.productId, 'productId')
      const [set] = await tx.run('select app.set_tax_class($1, $2) as done', [input.productId, input.taxClass])
      if (!set!.done) throw new UserError('CONFLICTING', ['taxClass'])
      return { product: { id: input.productId } }
    })
  }
}

interface Placed { country: string; region: string | null; taxClass: string; validFrom: string | null; validTo: string | null }

/** Of two who save at once, the second sees what the first did. */
async function refuseOverlap(tx: Transaction, id: string | null, { country, region, taxClass, validFrom, validTo }: Placed): Promise<void> {
  void tx.run('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`tax ${country} ${taxClass}`])
  const found = await tx.run(
    `select 1 from tax_rule where country = $1 and region is not distinct from $2 and tax_class = $3 and ($4::uuid is null or id <> $4)
       and daterange(valid_from, valid_to, '[]') && daterange($5::date, $6::date, '[]')`, [country, region, taxClass, id, validFrom, validTo])
  if (found.length) throw new UserError('OVERLAP', ['validFrom'])
}

async function buyerOf(tx: Transaction, { partnerId, accountId }: TaxBuyerInput): Promise<{ partner?: Partner; account?: Account }> {
  if ((partnerId == null) === (accountId == null)) throw new UserError('REQUIRED', ['partnerId'])
  return partnerId ? { partner: await tx.load(Partner, partnerId, 'tax:manage', 'partnerId', { owner: 'representative_id', partner: 'id' }) } : { account: await tx.load(Account, accountId!, 'tax:manage', 'accountId') }
}
