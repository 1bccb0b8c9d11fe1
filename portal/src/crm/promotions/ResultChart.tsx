import { Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../shared/format'
import type { PromotionResultQuery } from '../gql/graphql'
import c from './promotions.module.css'

type Week = NonNullable<PromotionResultQuery['promotionResult']>['weeks'][number]

/** Revenue week by week as bars, with a line at an average week before; the same numbers as a table for who reads rather than looks. */
export function ResultChart({ weeks, currency }: { weeks: Week[]; currency: string }) {
  const { t } = useTranslation()
  const { date, money, number } = useFormat()
  const top = Math.max(1, ...weeks.flatMap(({ revenue, baselineRevenue, yearAgoRevenue }) => [Number(revenue), Number(baselineRevenue), Number(yearAgoRevenue ?? 0)]))
  const share = (amount: string | null | undefined) => `${(Number(amount ?? 0) / top) * 100}%`
  const hasYearAgo = weeks.some(({ yearAgoRevenue }) => yearAgoRevenue != null)
  return (
    <figure className={c.chart}>
      <figcaption>{t('promotions.weekly')} <span className={c.legend}><i data-of="during" />{t('promotions.spans.during')} <i data-of="before" />{t('promotions.averageBefore')}{hasYearAgo && <> <i data-of="yearAgo" />{t('promotions.spans.yearAgo')}</>}</span></figcaption>
      <div className={c.bars} aria-hidden>
        {weeks[0] && <div className={c.baseline} style={{ bottom: share(weeks[0].baselineRevenue) }} />}
        {weeks.map(({ firstDay, revenue, yearAgoRevenue }) => <div key={firstDay} className={c.week} title={`${date(firstDay)}: ${money(revenue, currency, 'short')}`}><div style={{ height: share(revenue) }} />{hasYearAgo && <div data-of="yearAgo" style={{ height: share(yearAgoRevenue) }} />}</div>)}
      </div>
      <details>
        <summary>{t('promotions.asTable')}</summary>
        <div className={c.scroll} tabIndex={0} role="region" aria-label={t('promotions.weekly')}>
          <Table>
            <Table.Thead><Table.Tr><Table.Th>{t('promotions.week')}</Table.Th><Table.Th ta="end">{t('promotions.piecesSold')}</Table.Th><Table.Th ta="end">{t('promotions.revenue')}</Table.Th><Table.Th ta="end">{t('promotions.averageBefore')}</Table.Th><Table.Th ta="end">{t('promotions.spans.yearAgo')}</Table.Th></Table.Tr></Table.Thead>
            <Table.Tbody>{weeks.map((week) => <Table.Tr key={week.firstDay}><Table.Td>{date(week.firstDay)}</Table.Td><Table.Td ta="end">{number(week.pieces)}</Table.Td><Table.Td ta="end">{money(week.revenue, currency)}</Table.Td><Table.Td ta="end">{money(week.baselineRevenue, currency)}</Table.Td><Table.Td ta="end">{money(week.yearAgoRevenue, currency)}</Table.Td></Table.Tr>)}</Table.Tbody>
          </Table>
        </div>
      </details>
    </figure>
  )
}
