import type { RequestContext } from '../context.ts'
import { notFound } from '../kit/errors.ts'
import { isId } from '../kit/ids.ts'
import type { Run } from '../kit/read/reader.ts'
import type { ChoiceReason, ConfigurationOffer, Configured } from './configured.ts'
import type { Definition } from './definition.ts'
import type { ModelState } from './model.flow.ts'
import { type Build, chosenIn, offersFor } from './offer.ts'
import { Sayer, inWords } from './say.ts'
import { type Selection, choicesOf } from './selection.ts'
import { type Solving, solving, trying } from './solving.ts'
import type { Reason, Wish } from './state.ts'

export interface Version { id: string; number: number; state: ModelState; revision: number; definition: Definition; name: string }

const fields = `v.id, v.number, v.state, v.revision, v.definition, coalesce(m.name_i18n ->> app.setting('locale'), m.name) as name from model_version v join product_model m on m.id = v.model_id`

/** A version under the viewer's own row rights. */
export async function versionOf(run: Run, id: string, path = 'versionId'): Promise<Version> {
  const [found] = isId(id) ? await versionsOf(run, [id]) : []
  if (!found) throw notFound(path)
  return found
}

const versionsOf = async (run: Run, ids: readonly string[]): Promise<Version[]> => await run(`select ${fields} where v.id = any ($1::uuid[])`, [ids]) as unknown[] as Version[]

/** The version of a model that is offered. */
export async function offeredOf(run: Run, modelId: string): Promise<Version> {
  const [found] = isId(modelId) ? await run(`select ${fields} where v.model_id = $1 and v.state = 'Published'`, [modelId]) : []
  if (!found) throw notFound('modelId')
  return found as Version
}

/** The thread that solves a version, and the key by which it knows it. */
export const solverFor = ({ id, state, revision }: Version): [thread: Solving, key: string] => [state === 'Draft' ? trying : solving, `${id} ${revision}`]

export const listed = (selection: Selection) => Object.entries(selection).map(([option, choices]) => ({ option, choices }))
export const selected = (answers: readonly { option: string; choices: string[] }[]): Selection => Object.fromEntries(answers.map(({ option, choices }) => [option, choices]))

/** What solutions are built of and cost, in the viewer's language. */
async function offered(run: Run, builds: readonly Build[], locale: string): Promise<ConfigurationOffer[]> {
  return (await offersFor(run, builds)).map((offer, index) => {
    const { definition, selection } = builds[index]!, sayer = new Sayer(definition, locale), chosen = chosenIn(definition, selection)
    const description = definition.options.map(({ key }) => ({ option: sayer.option(key), choices: chosen.filter(({ option }) => option === key).map(({ choice }) => inWords(choice.name, locale)).join(', ') })).filter(({ choices }) => choices)
    return { ...offer, surcharges: offer.surcharges.map((one) => ({ ...one, name: sayer.answer(one) })), description }
  })
}

/** A configuration as it stands in its row. */
export interface Saved { $version_id: string; $partner_id: string | null; $answers: Selection }

/** What a page of configurations costs, with as many statements as one of them. */
export async function offersOf({ run, locale }: RequestContext, saved: readonly Saved[]): Promise<(ConfigurationOffer | Error)[]> {
  const versions = new Map((await versionsOf(run, [...new Set(saved.map((one) => one.$version_id))])).map((version) => [version.id, version]))
  const seen = saved.filter((one) => versions.has(one.$version_id))
  const offers = await offered(run, seen.map((one) => ({ whom: { partnerId: one.$partner_id }, definition: versions.get(one.$version_id)!.definition, selection: one.$answers })), locale)
  return saved.map((one) => offers[seen.indexOf(one)] ?? notFound('versionId'))
}

/** Where some answers lead: what still fits and why the rest does not, a whole solution, its parts, price and date. */
export async function configured(context: RequestContext, version: Version, answers: Selection, wish: Wish, whom: { partnerId: string | null }): Promise<Configured> {
  const { definition } = version, { locale } = context, [thread, key] = solverFor(version)
  const state = await thread.state(key, definition, answers, wish)
  const sayer = new Sayer(definition, locale)
  const reason = (of: Reason): ChoiceReason => ({ answers: of.answers.map((answer) => ({ ...answer, name: sayer.answer(answer) })), rules: definition.rules.filter(({ key: rule }) => of.rules.includes(rule)).map((rule) => sayer.rule(rule)), text: sayer.reason(of) })
  const states = new Map(state.options.map((option) => [option.key, option.choices]))
  return {
    versionId: version.id, versionNumber: version.number, name: version.name, answers: listed(state.answers), complete: state.complete,
    dropped: state.dropped.map((one) => ({ option: one.option, choice: one.choice, name: sayer.answer(one), reason: reason(one.reason) })),
    groups: definition.groups.map((group) => ({
      key: group.key, name: inWords(group.name, locale),
      options: definition.options.filter((option) => option.group === group.key).map((option) => ({
        key: option.key, name: inWords(option.name, locale), help: option.help ? inWords(option.help, locale) : null, kind: option.kind, optional: option.optional === true,
        choices: choicesOf(option).map((choice, index) => {
          const { state: fits, reason: why } = states.get(option.key)![index]!
          return { key: choice.key, name: inWords(choice.name, locale), state: fits, standard: choice.standard === true, reason: why && reason(why) }
        }),
      })),
    })).filter(({ options }) => options.length),
    completion: state.completion && listed(state.completion),
    offer: state.completion && (await offered(context.run, [{ whom, definition, selection: state.completion }], locale))[0]!,
  }
}
