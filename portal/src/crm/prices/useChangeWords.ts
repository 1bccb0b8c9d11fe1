import { useTranslation } from 'react-i18next'
import { useFormat } from '../../shared/format'
import type { PriceChangeTermsFragment } from '../gql/graphql'

/** What a change is called: what it does, and from when on. */
export function useChangeWords() {
  const { t } = useTranslation()
  const { date, money, percent } = useFormat()
  const signed = (value: string, text: string) => (Number(value) > 0 ? `+${text}` : text)
  const what = ({ source, percent: by, amount, fileName, priceList }: PriceChangeTermsFragment) =>
    source === 'MASS' ? (by != null ? signed(by, percent(by)) : amount != null ? signed(amount, money(amount, priceList!.currency)) : '') : source === 'IMPORT' ? fileName ?? t('prices.sources.IMPORT') : t('prices.sources.GRID')
  return { nameOf: (change: PriceChangeTermsFragment) => (change.fromDay ? t('prices.changeFrom', { what: what(change), day: date(change.fromDay) }) : t('prices.changeNow', { what: what(change) })) }
}
