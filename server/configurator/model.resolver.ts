import { MaxLength } from 'class-validator'
import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, Field, ID, Info, InputType, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql'
import type { Transaction } from '../access/command.ts'
import { Needs } from '../access/needs.ts'
import type { RequestContext } from '../context.ts'
import { enumOf } from '../kit/enums.ts'
import { UserError, UserErrors, notFound } from '../kit/errors.ts'
import { CommandInput, NotBlank } from '../kit/input.ts'
import { connectionOf, pageArgsOf } from '../kit/page.ts'
import { payload } from '../kit/payload.ts'
import type { PageArgs } from '../kit/read/connection.ts'
import type { Answer } from '../kit/read/resolve.ts'
import { JsonScalar } from '../kit/scalars.ts'
import { User } from '../people/user.ts'
import { findingKinds } from './check.ts'
import { solverFor, versionOf } from './configure.ts'
import type { Definition } from './definition.ts'
import { readDefinition } from './faults.ts'
import { type ModelVerb, modelFlow } from './model.flow.ts'
import { ModelVersion, ProductModel } from './model.ts'
import { Sayer } from './say.ts'
import { withoutCost, writeCosts } from './surcharge-cost.ts'

@InputType()
class CreateModelInput extends CommandInput {
  @Field(() => String) @NotBlank() @MaxLength(200) name!: string
  @Field(() => JsonScalar, { nullable: true, description: 'Options, rules and parts; with none, one question to begin with.' }) definition?: unknown
}
@InputType()
class ModelInput extends CommandInput {
  @Field(() => ID) id!: string
}
@InputType()
class EditModelInput extends ModelInput {
  @Field(() => Int, { description: 'Of the draft.' }) revision!: number
  @Field(() => String, { nullable: true }) @NotBlank() @MaxLength(200) name?: string | null
  @Field(() => JsonScalar) definition!: unknown
}
@InputType()
class CostModelInput extends ModelInput {
  @Field(() => JsonScalar, { description: 'By option, choice and currency, as surcharges are in the definition; what is not named stays, and null takes it away.' }) costs!: unknown
}
const ModelPayload = payload('ModelPayload', { model: ProductModel })

const FindingKindEnum = enumOf('ModelFindingKind', findingKinds)
@ObjectType({ description: 'Something in a model that will not have been meant.' })
class ModelFinding {
  @Field(() => FindingKindEnum) kind!: string
  @Field(() => String, { nullable: true }) option?: string
  @Field(() => String, { nullable: true }) choice?: string
  @Field(() => String, { nullable: true }) rule?: string
  @Field(() => String, { nullable: true }) part?: string
  @Field(() => String, { description: 'What it is about, in words.' }) name!: string
  @Field(() => [String], { description: 'The keys of the rules that make it so.' }) rules!: string[]
}
@ObjectType({ description: 'A rule in words.' })
class ModelRule {
  @Field(() => String) key!: string
  @Field(() => String) text!: string
}
@ObjectType({ description: 'What a check of a model found.' })
class ModelCheck {
  @Field(() => ID) versionId!: string
  @Field(() => [ModelFinding]) findings!: ModelFinding[]
  @Field(() => [ModelRule], { description: 'Every rule, in the order of the model.' }) rules!: ModelRule[]
}

const beginning: Definition = {
  groups: [{ key: 'general', name: { en: 'General' } }], attributes: [], rules: [], parts: [], assemblyDays: 0,
  options: [{ key: 'option1', group: 'general', name: { en: 'Option' }, kind: 'one', choices: [{ key: 'a', name: { en: 'A' }, standard: true }, { key: 'b', name: { en: 'B' } }] }],
}

/** Locks a model for a verb; its latest version is the one that the verb is about. */
async function loadFor(tx: Transaction, id: string, verb: ModelVerb): Promise<{ model: ProductModel; version: ModelVersion }> {
  const model = await tx.load(ProductModel, id, `model:${verb}`, 'id', {})
  // what is retired is the version that is offered, also where another one is worked on
  const version = await tx.em.findOne(ModelVersion, { modelId: id, ...(verb === 'retire' ? { state: 'Published' as const } : {}) }, { orderBy: { number: 'desc' } })
  if (!version) throw verb === 'retire' ? new UserError('ILLEGAL_MOVE', ['id']) : notFound('id')
  modelFlow.next(version.state, verb)
  return { model, version }
}

const told = (tx: Transaction, verb: string, { id, name }: ProductModel, number: number) => tx.record(`model.${verb}`, { type: 'model', id }, { name, number })

/** What is offered must have a solution, and parts that can be bought. */
async function refuseUnfit(tx: Transaction, id: string): Promise<void> {
  const version = await versionOf(tx.run, id, 'id'), [thread, key] = solverFor(version), { definition } = version
  const known = await tx.run('select sku from product where sku = any ($1::text[])', [definition.parts.map(({ sku }) => sku)])
  const faults = definition.parts.flatMap(({ sku }, index) => (known.some((one) => one.sku === sku) ? [] : [new UserError('UNKNOWN_SKU', ['definition', 'parts', String(index), 'sku'], { sku })]))
  const conflict = (await thread.check(key, definition)).find(({ kind }) => kind === 'UNSOLVABLE')
  if (conflict) faults.push(...conflict.reason.rules.map((rule) => new UserError('UNSOLVABLE', ['definition', 'rules', String(definition.rules.findIndex((one) => one.key === rule))])))
  if (faults.length) throw new UserErrors(faults)
}

@Resolver()
export class ModelResolver {
  @Needs('configuration:use') @Query(() => connectionOf(ProductModel), { description: 'What can be configured.' })
  productModels(@Args(() => pageArgsOf(ProductModel)) args: PageArgs, @Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.page(ProductModel, args, info)
  }

  @Needs('configuration:use') @Query(() => ProductModel, { nullable: true })
  productModel(@Arg('id', () => ID) id: string, @Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.one(ProductModel, id, info)
  }

  @Needs('model:edit') @Query(() => ModelCheck, { description: 'Looks for choices that can never be made, questions that are none, rules that never matter, parts that are never used and surcharges of which no cost is known.' })
  async checkModel(@Arg('versionId', () => ID) versionId: string, @Ctx() context: RequestContext): Promise<ModelCheck> {
    const version = await versionOf(context.run, versionId), [thread, key] = solverFor(version), { definition } = version
    const sayer = new Sayer(definition, context.locale), findings = [...await thread.check(key, definition), ...await withoutCost(context.run, versionId, definition)]
    const rules = definition.rules.map((rule) => ({ key: rule.key, text: sayer.rule(rule) })), textOf = (rule: string) => rules.find((one) => one.key === rule)?.text ?? rule
    return { versionId, rules, findings: findings.map(({ reason, ...found }) => ({ ...found, rules: reason.rules, name: found.option && found.choice ? sayer.answer({ option: found.option, choice: found.choice }) : found.rule ? textOf(found.rule) : found.part ?? '' })) }
  }

  @Needs('model:create') @Mutation(() => ModelPayload, { description: 'A new model with a first draft. Errors: UNKNOWN_NAME, TAKEN, CIRCULAR, OUT_OF_RANGE, each with its place in the definition.' })
  createModel(@Arg('input', () => CreateModelInput) input: CreateModelInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const definition = input.definition == null ? beginning : readDefinition(input.definition)
      const model = tx.em.create(ProductModel, { name: input.name.trim(), nameI18n: {} })
      tx.em.persist(model)
      await tx.em.flush()
      await addDraft(tx, model, 1, definition)
      told(tx, 'created', model, 1)
      return { model }
    })
  }

  @Needs('model:draft') @Mutation(() => ModelPayload, { description: 'A new version to work on, as the last one is.' })
  draftModel(@Arg('input', () => ModelInput) input: ModelInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const { model, version } = await loadFor(tx, input.id, 'draft')
      await addDraft(tx, model, version.number + 1, version.definition)
      told(tx, 'drafted', model, version.number + 1)
      return { model }
    })
  }

  @Needs('model:edit') @Mutation(() => ModelPayload, { description: 'Writes the draft. Errors: STALE, UNKNOWN_NAME, TAKEN, CIRCULAR, OUT_OF_RANGE, each with its place in the definition.' })
  editModel(@Arg('input', () => EditModelInput) input: EditModelInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const { model, version } = await loadFor(tx, input.id, 'edit')
      if (version.revision !== input.revision) throw new UserError('STALE', ['revision'])
      version.definition = readDefinition(input.definition)
      if (input.name) model.name = input.name.trim()
      await tx.em.flush()
      told(tx, 'edited', model, version.number)
      return { model }
    })
  }

  @Needs('model:publish') @Mutation(() => ModelPayload, { description: 'Offers the draft in place of the version before; what was configured with that one keeps it. Errors: UNSOLVABLE for each rule of a smallest conflict, UNKNOWN_SKU.' })
  publishModel(@Arg('input', () => ModelInput) input: ModelInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const { model, version } = await loadFor(tx, input.id, 'publish')
      await refuseUnfit(tx, version.id)
      await tx.run(`update model_version set state = 'Retired', updated_at = now() where model_id = $1 and state = 'Published'`, [model.id])
      Object.assign(version, { state: modelFlow.next(version.state, 'publish'), publishedAt: new Date() })
      await tx.em.flush()
      told(tx, 'published', model, version.number)
      return { model }
    })
  }

  @Needs('model:cost') @Mutation(() => ModelPayload, { description: 'Says what choices cost us beyond the parts, in every version. Errors: UNKNOWN_NAME, BAD_USER_INPUT, each with its place below `costs`.' })
  costModel(@Arg('input', () => CostModelInput) input: CostModelInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const model = await tx.load(ProductModel, input.id, 'model:cost', 'id', {})
      const versions = await tx.em.find(ModelVersion, { modelId: model.id }, { orderBy: { number: 'desc' }, limit: 2 })
      await writeCosts(tx, model.id, input.costs, versions.map(({ definition }) => definition))
      tx.record('model.costed', { type: 'model', id: model.id }, { name: model.name })
      return { model }
    })
  }

  @Needs('model:retire') @Mutation(() => ModelPayload, { description: 'Offers the model no more.' })
  retireModel(@Arg('input', () => ModelInput) input: ModelInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const { model, version } = await loadFor(tx, input.id, 'retire')
      version.state = modelFlow.next(version.state, 'retire')
      await tx.em.flush()
      told(tx, 'retired', model, version.number)
      return { model }
    })
  }
}

async function addDraft(tx: Transaction, model: ProductModel, number: number, definition: Definition): Promise<void> {
  tx.em.persist(tx.em.create(ModelVersion, { modelId: model.id, number, state: 'Draft', definition, createdBy: tx.em.getReference(User, tx.viewer.userId), publishedAt: null, revision: 1 }))
  await tx.em.flush()
}
