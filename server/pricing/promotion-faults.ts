import { UserError } from '../kit/errors.ts'
import { locales } from '../kit/locale.ts'
import { isCurrency } from '../kit/money.ts'
import type { PromotionTermsInput } from './promotion.input.ts'
import type { PromotionKind } from './terms.ts'

const of = (code: ConstructorParameters<typeof UserError>[0], field: string, values: Record<string, unknown> = {}) => new UserError(code, ['terms', field], values)

/** What a kind needs, and what it has no use for. A bundle takes a percentage or an amount. */
const needs: Record<PromotionKind, readonly (keyof PromotionTermsInput)[]> = { PERCENT: ['percent'], AMOUNT: ['amount', 'currency'], BUY_GET: ['buyQuantity', 'getQuantity'], BUNDLE: [] }
const values = ['percent', 'amount', 'currency', 'buyQuantity', 'getQuantity'] as const
const country = /^[A-Z]{2}$/

function ofValues(terms: PromotionTermsInput): UserError[] {
  const { kind, percent, amount } = terms
  const bundle = kind === 'BUNDLE' ? (percent == null ? ['amount', 'currency'] as const : ['percent'] as const) : null
  const wanted: readonly string[] = bundle ?? needs[kind]
  return [
    ...values.filter((field) => wanted.includes(field) && terms[field] == null).map((field) => of('REQUIRED', field)),
    ...values.filter((field) => !wanted.includes(field) && terms[field] != null).map((field) => of('CONFLICTING', field)),
    ...(percent != null && !(Number(percent) > 0 && Number(percent) < 100) ? [of('OUT_OF_RANGE', 'percent', { max: 100 })] : []),
    ...(amount != null && !(Number(amount) > 0) ? [of('OUT_OF_RANGE', 'amount')] : []),
    ...(terms.currency != null && !isCurrency(terms.currency) ? [of('BAD_USER_INPUT', 'currency')] : []),
  ]
}

function ofProducts({ kind, allProducts, items, categoryIds }: PromotionTermsInput): UserError[] {
  if (kind !== 'BUNDLE') return allProducts || items.length || categoryIds.length ? [] : [of('EMPTY', 'items')]
  return [
    // two of the same are no bundle: that is what the number of pieces is for
    ...(items.length < 2 ? [of('REQUIRED', 'items')] : []),
    ...(allProducts ? [of('CONFLICTING', 'allProducts')] : []), ...(categoryIds.length ? [of('CONFLICTING', 'categoryIds')] : []),
  ]
}

const ofBudget = ({ budgetAmount, budgetCurrency }: PromotionTermsInput): UserError[] => [
  ...(budgetAmount != null && !(Number(budgetAmount) > 0) ? [of('OUT_OF_RANGE', 'budgetAmount')] : []),
  ...((budgetAmount == null) !== (budgetCurrency == null) ? [of('REQUIRED', budgetAmount == null ? 'budgetAmount' : 'budgetCurrency')] : []),
  ...(budgetCurrency != null && !isCurrency(budgetCurrency) ? [of('BAD_USER_INPUT', 'budgetCurrency')] : []),
]

const translations = (terms: PromotionTermsInput, field: 'nameI18n' | 'descriptionI18n', most: number): UserError[] => {
  const given = terms[field] ?? {}
  const fits = typeof given === 'object' && !Array.isArray(given) && Object.entries(given).every(([locale, text]) => (locales as readonly string[]).includes(locale) && typeof text === 'string' && text.length <= most)
  return fits ? [] : [of('BAD_USER_INPUT', field)]
}

/** All that is wrong with what a promotion says, each with its field: what can be told without looking anything up. */
export function faultsOf(terms: PromotionTermsInput): UserError[] {
  return [
    ...ofValues(terms), ...ofProducts(terms), ...ofBudget(terms), ...translations(terms, 'nameI18n', 200), ...translations(terms, 'descriptionI18n', 2000),
    ...(terms.maxQuantity != null && terms.maxQuantity < terms.minQuantity ? [of('OUT_OF_RANGE', 'maxQuantity')] : []),
    ...(terms.validTo != null && terms.validTo < terms.validFrom ? [of('OUT_OF_RANGE', 'validTo')] : []),
    ...terms.countries.flatMap((code, index) => (country.test(code) ? [] : [new UserError('BAD_USER_INPUT', ['terms', 'countries', String(index)])])),
  ]
}
