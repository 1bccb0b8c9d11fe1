import { z } from 'zod'
import type { Transaction } from '../access/command.ts'
import { UserError, UserErrors } from '../kit/errors.ts'
import { addField, sql } from '../kit/read/expose.ts'
import type { Run } from '../kit/read/reader.ts'
import { JsonScalar } from '../kit/scalars.ts'
import type { Finding } from './check.ts'
import { type Choice, type Definition, money } from './definition.ts'
import { ProductModel } from './model.ts'
import { choicesOf } from './selection.ts'

/** What choices cost us beyond the parts, in the shape in which a model holds their surcharges: by option, choice and currency. */
export type SurchargeCosts = Record<string, Record<string, Record<string, string>>>

const costsOfModel = (model: string) => `(select jsonb_object_agg(o.option, o.choices) from (select c.option, jsonb_object_agg(c.choice, c.costs) as choices from
  (select option, choice, jsonb_object_agg(currency, trim_scale(cost)::text) as costs from surcharge_cost where model_id = ${model} group by 1, 2) c group by 1) o)`

addField(ProductModel, 'surchargeCosts', sql(() => JsonScalar, (row) => `coalesce(${costsOfModel(`${row}.id`)}, '{}')`, { permission: 'cost:read', description: 'What choices cost us beyond the parts: by option, choice and currency. They hold for every version.' }))

/** By what the cost of a choice is known, also where the configuration is long gone. */
export const choiceKey = (model: string, option: string, choice: string): string => [model, option, choice].join('/')

/** By choice, what it costs us today in the buyer's currency, unless another is wanted. Staff may read it. */
export async function surchargeCostsOf(run: Run, choices: readonly string[], partnerId: string | null, currency: string | null): Promise<[choice: string, cost: string][]> {
  if (!choices.length) return []
  const rows = await run(
    `select w.key, c.cost::text from unnest($1::text[]) w (key) join surcharge_cost c on c.model_id = split_part(w.key, '/', 1)::uuid and c.option = split_part(w.key, '/', 2) and c.choice = split_part(w.key, '/', 3)
     where c.currency = app.buyer_currency($2::uuid, $3::char(3))`, [choices, partnerId, currency])
  return rows.map(({ key, cost }) => [key as string, cost as string])
}

/** Choices at a surcharge of which nobody said what they cost us in each of its currencies: no margin is known of a machine with one. */
export async function withoutCost(run: Run, versionId: string, { options }: Definition): Promise<Finding[]> {
  const [row] = await run(`select ${costsOfModel('v.model_id')} as costs from model_version v where v.id = $1`, [versionId]), costs = (row?.costs ?? {}) as SurchargeCosts
  return options.flatMap((option) => choicesOf(option).filter(({ key, surcharge }) => Object.keys(surcharge ?? {}).some((currency) => costs[option.key]?.[key]?.[currency] === undefined))
    .map(({ key }): Finding => ({ kind: 'SURCHARGE_WITHOUT_COST', option: option.key, choice: key, reason: { answers: [], rules: [] } })))
}

const form = z.record(z.string(), z.record(z.string(), z.record(money.keyType, money.valueType.nullable())))

/** Writes what choices cost us; what is not named stays, and null takes it away. The model is locked. Throws every fault at once, each below `costs`. */
export async function writeCosts(tx: Transaction, modelId: string, json: unknown, definitions: readonly Definition[]): Promise<void> {
  const read = form.safeParse(json)
  if (!read.success) throw new UserErrors(read.error.issues.slice(0, 20).map(({ path }) => new UserError('BAD_USER_INPUT', ['costs', ...path.map(String)])))
  const known = (option: string): Choice[] => definitions.flatMap(({ options }) => options.filter(({ key }) => key === option).flatMap(choicesOf))
  const unknown = Object.entries(read.data).flatMap(([option, choices]) => Object.keys(choices).filter((choice) => !known(option).some(({ key }) => key === choice)).map((choice) => new UserError('UNKNOWN_NAME', ['costs', option, choice], { name: choice })))
  if (unknown.length) throw new UserErrors(unknown)
  const costs = JSON.stringify(read.data)
  await tx.run(`delete from surcharge_cost where model_id = $1 and $2::jsonb -> option -> choice -> currency = 'null'`, [modelId, costs])
  await tx.run(
    `insert into surcharge_cost (model_id, option, choice, currency, cost) select $1, o.key, c.key, m.key, m.value::numeric from jsonb_each($2::jsonb) o, jsonb_each(o.value) c, jsonb_each_text(c.value) m where m.value is not null
     on conflict (model_id, option, choice, currency) do update set cost = excluded.cost where surcharge_cost.cost <> excluded.cost`, [modelId, costs])
}
