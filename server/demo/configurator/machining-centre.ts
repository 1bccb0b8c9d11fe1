import type { Definition } from '../../configurator/definition.ts'
import type { SurchargeCosts } from '../../configurator/surcharge-cost.ts'
import { costIn } from '../catalog/money.ts'
import { currencies } from '../catalog/product.ts'
import { attributes, groups, options } from './options.ts'
import { parts, rules } from './rules.ts'

/** A vertical machining centre that is built to order. */
export const machiningCentre: Definition = { groups, attributes, options, rules, parts, assemblyDays: 12 }

/** Of what an option brings, so much is what it costs us. */
const share = 0.58

/** What the choices at a surcharge cost us. */
export const machiningCosts: SurchargeCosts = Object.fromEntries(options.flatMap((option) => {
  const charged = option.kind === 'number' ? [] : option.choices.flatMap(({ key, surcharge }) => (surcharge ? [[key, Object.fromEntries(currencies.map((currency) => [currency, String(costIn(Number(surcharge['TWD']) * share, currency))]))] as const] : []))
  return charged.length ? [[option.key, Object.fromEntries(charged)]] : []
}))
