import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Ctx, Field, ID, Info, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql'
import { Needs } from '../access/needs.ts'
import type { RequestContext } from '../context.ts'
import { UserError } from '../kit/errors.ts'
import { payload } from '../kit/payload.ts'
import type { Answer } from '../kit/read/resolve.ts'
import { ContractTemplate } from './contract-template.ts'
import { SaveContractTemplateInput } from './contract.input.ts'
import { type MergeValues, faultsIn, fill, mergeFields, refuseUnknown, valuesOf } from './merge.ts'

@ObjectType({ description: 'A field that there is not, and where it stands, counted from one.' })
class UnknownField {
  @Field(() => String) name!: string
  @Field(() => Int) line!: number
  @Field(() => Int) column!: number
}
@ObjectType({ description: 'A text with its fields filled in.' })
class ContractPreview {
  @Field(() => String) text!: string
  @Field(() => [UnknownField]) unknown!: UnknownField[]
}
const TemplatePayload = payload('ContractTemplatePayload', { template: ContractTemplate })
/** What a preview without a contract shows: each field by its name. */
const names = Object.fromEntries(mergeFields.map((name) => [name, `‹${name}›`])) as MergeValues

@Resolver()
export class ContractTemplateResolver {
  @Needs('contract:create') @Query(() => [ContractTemplate], { description: 'Those in use first.' })
  contractTemplates(@Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.list(ContractTemplate, () => 'true', (row) => `not ${row}.active, lower(${row}.name), ${row}.id`, info)
  }

  @Needs('contract:create') @Query(() => ContractTemplate, { nullable: true })
  contractTemplate(@Arg('id', () => ID) id: string, @Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.one(ContractTemplate, id, info)
  }

  @Needs('contract:create') @Query(() => [String], { description: 'What can stand in a text between double braces.' })
  contractFields(): string[] {
    return [...mergeFields]
  }

  @Needs('contract:create') @Query(() => ContractPreview, { description: 'A text as it would read, for a contract or with the names of its fields.' })
  async contractPreview(@Arg('body', () => String) body: string, @Arg('contractId', () => ID, { nullable: true }) contractId: string | null, @Ctx() { run }: RequestContext): Promise<ContractPreview> {
    return { text: fill(body, contractId ? await valuesOf(run, contractId) : names), unknown: faultsIn(body) }
  }

  @Needs('template:manage') @Mutation(() => TemplatePayload, { description: 'Contracts that were made from it stay as they are. Errors: STALE, UNKNOWN_FIELD with line and column.' })
  saveContractTemplate(@Arg('input', () => SaveContractTemplateInput) input: SaveContractTemplateInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      refuseUnknown(input.body)
      const given = { name: input.name.trim(), kind: input.kind, locale: input.locale, body: input.body, active: input.active ?? true }
      const template = input.id ? await tx.load(ContractTemplate, input.id, 'template:manage', 'id', {}) : tx.em.create(ContractTemplate, given)
      if (input.id && template.revision !== input.revision) throw new UserError('STALE', ['revision'])
      tx.em.persist(Object.assign(template, given))
      await tx.em.flush()
      tx.record('template.saved', { type: 'contract_template', id: template.id }, { name: template.name })
      return { template }
    })
  }
}
