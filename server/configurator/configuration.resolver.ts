import { ArrayMaxSize, MaxLength, ValidateNested } from 'class-validator'
import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, Extensions, Field, FieldResolver, ID, Info, InputType, Int, Mutation, Query, Resolver, Root } from 'type-graphql'
import type { Transaction } from '../access/command.ts'
import { Needs } from '../access/needs.ts'
import type { RequestContext } from '../context.ts'
import { everyone } from '../kit/audience.ts'
import { UserError, UserErrors } from '../kit/errors.ts'
import { CommandInput, NotBlank, checkInput } from '../kit/input.ts'
import { connectionOf, pageArgsOf } from '../kit/page.ts'
import { payload } from '../kit/payload.ts'
import type { PageArgs } from '../kit/read/connection.ts'
import type { Answer } from '../kit/read/resolve.ts'
import { User } from '../people/user.ts'
import { Partner } from '../partners/partner.ts'
import { Configuration } from './configuration.ts'
import { buyerOf } from '../pricing/load.ts'
import { type Saved, type Version, configured, offeredOf, offersOf, selected, solverFor, versionOf } from './configure.ts'
import { ConfigurationOffer, Configured } from './configured.ts'
import { most } from './definition.ts'
import { ModelVersion } from './model.ts'
import { type Selection, allowed } from './selection.ts'

@everyone @InputType({ description: 'An answer to a question of a model.' })
class AnswerInput {
  @Field(() => String, { description: "The option's key." }) @MaxLength(40) option!: string
  @Field(() => [String], { description: 'Keys of choices; none takes the answer back.' }) @ArrayMaxSize(most.choices) @MaxLength(40, { each: true }) choices!: string[]
}
@everyone @InputType({ description: 'The questions of a model that were answered so far, in any order.' })
class ConfigureInput {
  @Field(() => ID, { nullable: true, description: 'The model, in the version that is offered.' }) modelId?: string | null
  @Field(() => ID, { nullable: true, description: 'Or one of its versions.' }) versionId?: string | null
  @Field(() => [AnswerInput], { defaultValue: [] }) @ArrayMaxSize(most.options) @ValidateNested({ each: true }) answers!: AnswerInput[]
  @Field(() => String, { nullable: true, description: 'The option whose answer stays when answers don\'t go together: the one that was answered last.' }) @MaxLength(40) keep?: string | null
  @Field(() => [String], { nullable: true, description: 'Options of which every reason is wanted.' }) @ArrayMaxSize(5) explain?: string[] | null
}
@everyone @InputType()
class SaveConfigurationInput extends CommandInput {
  @Field(() => ID, { nullable: true, description: 'The one to change; a new one when left out.' }) id?: string | null
  @Field(() => Int, { nullable: true, description: 'Of the one to change.' }) revision?: number | null
  @Field(() => ID) versionId!: string
  @Field(() => String) @NotBlank() @MaxLength(200) name!: string
  @Field(() => [AnswerInput], { description: 'A whole solution.' }) @ArrayMaxSize(most.options) @ValidateNested({ each: true }) answers!: AnswerInput[]
}
@everyone @InputType()
class ConfigurationInput extends CommandInput {
  @Field(() => ID) id!: string
}
const ConfigurationPayload = payload('ConfigurationPayload', { configuration: Configuration })
const DeletedPayload = payload('DeleteConfigurationPayload', {}, { deleted: { type: () => Boolean } })

/** Refuses what is no whole solution, naming the options at fault. */
async function refuseUnfinished({ definition, ...version }: Version, answers: Selection): Promise<void> {
  if (allowed(definition, answers)) return
  const [thread, key] = solverFor({ definition, ...version })
  const { dropped, options, answers: kept } = await thread.state(key, definition, answers)
  const open = options.filter(({ key: option, choices }) => choices.some(({ state }) => state === 'IMPLIED') || (definition.options.some((one) => one.key === option && one.kind !== 'many' && !one.optional) && !kept[option]?.length))
  throw new UserErrors([
    ...dropped.map(({ option }) => new UserError('CONFLICTING', ['answers', option], { context: 'answers' })),
    ...(dropped.length ? [] : open.map(({ key: option }) => new UserError('REQUIRED', ['answers', option]))), ...(dropped.length || open.length ? [] : [new UserError('BAD_USER_INPUT', ['answers'])]),
  ])
}

@Resolver(() => Configuration)
export class ConfigurationResolver {
  @Needs('configuration:use') @Query(() => Configured, { description: 'What can still be chosen under some answers, and why the rest can\'t; a completion with its bill of material, price and date.' })
  async configure(
    @Arg('input', () => ConfigureInput) input: ConfigureInput,
    @Arg('partnerId', () => ID, { nullable: true, description: 'For staff: the partner whose prices these are.' }) partnerId: string | null, @Ctx() context: RequestContext,
  ): Promise<Configured> {
    await checkInput(input)
    const whom = { partnerId: context.me.partnerId ?? partnerId ?? null }
    // whose prices one may not ask for is nobody
    await buyerOf(context.run, whom)
    const version = input.versionId ? await versionOf(context.run, input.versionId) : await offeredOf(context.run, input.modelId ?? '')
    const { keep, explain } = input
    return configured(context, version, selected(input.answers), { ...(keep ? { keep } : {}), explain: explain ?? [] }, whom)
  }

  @Needs('configuration:use') @Query(() => connectionOf(Configuration))
  configurations(@Args(() => pageArgsOf(Configuration)) args: PageArgs, @Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.page(Configuration, args, info)
  }

  @Needs('configuration:use') @Query(() => Configuration, { nullable: true })
  configuration(@Arg('id', () => ID) id: string, @Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.one(Configuration, id, info)
  }

  @Extensions({ audiences: ['crm', 'partner'] })
  @FieldResolver(() => ConfigurationOffer, { description: 'What it costs and when it can leave, as of now.' })
  offer(@Root() saved: Saved, @Ctx() context: RequestContext): Promise<ConfigurationOffer> {
    return context.loader<Saved, ConfigurationOffer>('offer', (all) => offersOf(context, all)).load(saved)
  }

  @Needs('configuration:use') @Mutation(() => ConfigurationPayload, { description: 'Saves a whole solution under a name, for everybody of the organisation. Errors: CONFLICTING, REQUIRED for what is still open, STALE.' })
  saveConfiguration(@Arg('input', () => SaveConfigurationInput) input: SaveConfigurationInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const kept = input.id ? await own(tx, input.id) : null
      const version = await versionOf(tx.run, input.versionId), answers = selected(input.answers.filter(({ choices }) => choices.length))
      await refuseUnfinished(version, answers)
      const values = { name: input.name.trim(), version: tx.em.getReference(ModelVersion, version.id), answers }
      const configuration = kept ?? tx.em.create(Configuration, {
        ...values, partner: tx.viewer.partnerId ? tx.em.getReference(Partner, tx.viewer.partnerId) : null,
        owner: tx.viewer.partnerId ? null : tx.em.getReference(User, tx.viewer.userId), createdBy: tx.em.getReference(User, tx.viewer.userId), revision: 1,
      })
      if (kept && kept.revision !== input.revision) throw new UserError('STALE', ['revision'])
      Object.assign(configuration, values)
      tx.em.persist(configuration)
      await tx.em.flush()
      tx.record('configuration.saved', { type: 'configuration', id: configuration.id, partnerId: tx.viewer.partnerId, ownerId: configuration.owner?.id ?? null })
      return { configuration }
    })
  }

  @Needs('configuration:use') @Mutation(() => DeletedPayload)
  deleteConfiguration(@Arg('input', () => ConfigurationInput) input: ConfigurationInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const { id, owner } = await own(tx, input.id)
      await tx.run('delete from configuration where id = $1', [id])
      tx.record('configuration.deleted', { type: 'configuration', id, partnerId: tx.viewer.partnerId, ownerId: owner?.id ?? null })
      return { deleted: true }
    })
  }
}

/** A dealer's configurations are its own people's to change, also where staff see them. */
async function own(tx: Transaction, id: string): Promise<Configuration> {
  const found = await tx.load(Configuration, id, 'configuration:use', 'id', { owner: 'owner_id', partner: 'partner_id' })
  if ((found.partner?.id ?? null) !== tx.viewer.partnerId) throw new UserError('FORBIDDEN', ['id'])
  return found
}
