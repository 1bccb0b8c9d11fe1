import { Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useFormat } from '../../shared/format'
import { Loaded } from '../../shared/Loaded'
import { SkeletonText } from '../../shared/Skeletons'
import { PromotionResultDocument, type PromotionFiguresFragment, type PromotionShareFragment } from '../gql/graphql'
import { ResultChart } from './ResultChart'
import c from './promotions.module.css'

/** What a promotion has brought so far, beside the days before it and a year ago. */
export function ResultPanel({ id }: { id: string }) {
  const { t } = useTranslation()
  const { date, money, number, percent } = useFormat()
  const query = useQuery({ query: PromotionResultDocument, variables: { id }, requestPolicy: 'cache-and-network' })
  return (
    <Loaded query={query} skeleton={<SkeletonText lines={10} />}>{({ promotionResult: result }) => {
      if (!result) return <p className="muted">{t('promotions.notBegun')}</p>
      const { currency, during, before, yearAgo, weeks, dealers, products } = result
      const span = ({ firstDay, lastDay }: PromotionFiguresFragment) => `${date(firstDay)} – ${date(lastDay)}`
      const shown = (amount: string | null | undefined) => money(amount, currency, 'short')
      return (
        <div className={c.result}>
          <dl className={c.figures}>
            <div><dt>{t('promotions.revenue')}</dt><dd>{shown(during.revenue)}</dd></div>
            <div><dt>{t('promotions.uplift')}</dt><dd>{shown(result.uplift)}{result.upliftPercent && <span className="meta"> {percent(result.upliftPercent)}</span>}</dd></div>
            <div><dt>{t('promotions.given')}</dt><dd>{shown(result.discount)}</dd></div>
            {result.return != null && <div><dt>{t('promotions.return')}</dt><dd>{number(result.return)}</dd></div>}
          </dl>
          <p className="meta">{t('promotions.assumes', { currency })}{result.withoutRate > 0 && ` ${t('promotions.withoutRate', { count: result.withoutRate })}`}</p>
          <ResultChart weeks={weeks} currency={currency} />
          <div className={c.scroll} tabIndex={0} role="region" aria-label={t('promotions.baseline')}>
            <Table>
              <Table.Thead><Table.Tr><Table.Th>{t('promotions.span')}</Table.Th><Table.Th ta="end">{t('nav.orders')}</Table.Th><Table.Th ta="end">{t('promotions.piecesSold')}</Table.Th><Table.Th ta="end">{t('promotions.revenue')}</Table.Th><Table.Th ta="end">{t('field.margin')}</Table.Th></Table.Tr></Table.Thead>
              <Table.Tbody>{([['during', during], ['before', before], ['yearAgo', yearAgo]] as const).map(([name, figures]) => figures && (
                <Table.Tr key={name}><Table.Td>{t(`promotions.spans.${name}`)} <span className="meta">{span(figures)}</span></Table.Td><Table.Td ta="end">{number(figures.orders)}</Table.Td><Table.Td ta="end">{number(figures.pieces)}</Table.Td><Table.Td ta="end">{shown(figures.revenue)}</Table.Td><Table.Td ta="end">{shown(figures.margin)}</Table.Td></Table.Tr>
              ))}</Table.Tbody>
            </Table>
          </div>
          <Shares title={t('promotions.byDealer')} rows={dealers} shown={shown} /><Shares title={t('promotions.byProduct')} rows={products} shown={shown} />
        </div>
      )
    }}</Loaded>
  )
}

function Shares({ title, rows, shown }: { title: string; rows: PromotionShareFragment[]; shown: (amount: string) => string }) {
  const { t } = useTranslation()
  const { number } = useFormat()
  if (!rows.length) return null
  return (
    <section>
      <h2>{title}</h2>
      <div className={c.scroll} tabIndex={0} role="region" aria-label={title}>
        <Table>
          <Table.Thead><Table.Tr><Table.Th>{t('field.name')}</Table.Th><Table.Th ta="end">{t('promotions.piecesSold')}</Table.Th><Table.Th ta="end">{t('promotions.spans.before')}</Table.Th><Table.Th ta="end">{t('promotions.revenue')}</Table.Th><Table.Th ta="end">{t('promotions.spans.before')}</Table.Th><Table.Th ta="end">{t('promotions.given')}</Table.Th></Table.Tr></Table.Thead>
          <Table.Tbody>{rows.map((row) => (
            <Table.Tr key={row.id ?? ''}><Table.Td>{row.name ?? t('promotions.direct')}</Table.Td><Table.Td ta="end">{number(row.pieces)}</Table.Td><Table.Td ta="end">{number(row.piecesBefore)}</Table.Td><Table.Td ta="end">{shown(row.revenue)}</Table.Td><Table.Td ta="end">{shown(row.revenueBefore)}</Table.Td><Table.Td ta="end">{shown(row.discount)}</Table.Td></Table.Tr>
          ))}</Table.Tbody>
        </Table>
      </div>
    </section>
  )
}
