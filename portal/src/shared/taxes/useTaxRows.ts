import { useTranslation } from 'react-i18next'
import { useFormat } from '../format'
import type { TaxesFragment } from '../gql/graphql'

/** What comes on top of a total by law, as sums and as sentences; nothing where that can't be said. */
export function useTaxRows() {
  const { t } = useTranslation()
  const { money, number } = useFormat()
  return (taxes: TaxesFragment | null | undefined, currency: string): { rows: [label: string, amount: string][]; notes: string[] } => {
    if (!taxes) return { rows: [], notes: [] }
    const charged = taxes.groups.filter(({ sentence }) => !sentence)
    // the amount that a rate is of is said where there are several
    const label = ({ rate, net }: (typeof charged)[number]) => t(taxes.groups.length > 1 ? 'taxes.ofNet' : 'taxes.of', { rate: number(Number(rate)), net: money(net, currency) })
    return {
      rows: [...charged.map((group) => [label(group), money(group.tax, currency)] as [string, string]), ...(Number(taxes.tax) ? [[t('taxes.gross'), money(taxes.gross, currency)] as [string, string]] : [])],
      notes: [...taxes.groups.flatMap(({ sentence }) => sentence ?? []), t('taxes.preview')],
    }
  }
}
