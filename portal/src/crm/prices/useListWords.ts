import { useTranslation } from 'react-i18next'
import { useFormat } from '../../shared/format'
import type { PriceListTermsFragment } from '../gql/graphql'

type Rounded = Pick<PriceListTermsFragment, 'roundTo' | 'roundEnding'>

/** A list's terms in words. */
export function useListWords() {
  const { t } = useTranslation()
  const { country, money, number, percent } = useFormat()
  const rounding = ({ roundTo, roundEnding }: Rounded) => (roundTo == null ? null : Number(roundEnding) ? t('prices.roundedEnding', { to: number(roundTo), ending: number(roundEnding!) }) : t('prices.roundedTo', { to: number(roundTo) }))
  return {
    rounding,
    whom: ({ partner, account, level, country: code, kind }: PriceListTermsFragment) =>
      [partner?.name, account?.name, level?.name, code && country(code)].filter(Boolean).join(' · ') || t(kind === 'BASE' ? 'prices.nobody' : 'prices.everyone'),
    basis: (list: PriceListTermsFragment) => list.derivedFrom && [
      Number(list.adjustPercent) === 100 ? list.derivedFrom.name : t('prices.percentOf', { percent: percent(list.adjustPercent), name: list.derivedFrom.name }), Number(list.adjustSurcharge) !== 0 && `${Number(list.adjustSurcharge) > 0 ? '+' : ''}${money(list.adjustSurcharge, list.currency)}`, rounding(list),
    ].filter(Boolean).join(', '),
  }
}
