import { Select, SegmentedControl, Table, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useFormat } from '../../shared/format'
import { Loaded } from '../../shared/Loaded'
import { Pager, pageArguments, type Page } from '../../shared/Pager'
import { usePermission } from '../../shared/session/Session'
import { SkeletonRows } from '../../shared/Skeletons'
import { PriceChangeItemsDocument, type PriceChangeItemsQuery } from '../gql/graphql'

type Item = NonNullable<PriceChangeItemsQuery['priceChange']>['items']['nodes'][number]
type Props = { id: string; currency: string; shown: 'all' | 'faults' | 'below'; onShown: (shown: 'all' | 'faults' | 'below') => void; faults: boolean; below: boolean; dated: boolean; lines: boolean }

const SIZE = 50

/** Each rule before and after, a page at a time. */
export function ChangeItems({ id, currency, shown, onShown, faults, below, dated, lines }: Props) {
  const { t } = useTranslation()
  const { amount, date, number, percent } = useFormat()
  const cost = usePermission('cost:read')
  const [page, setPage] = useState<Page>({})
  const [sort, setSort] = useState('PLACE')
  const filter = shown === 'faults' ? { kind: ['FAULT' as const] } : shown === 'below' ? { belowCost: true } : { kind: ['FAULT' as const, 'ADD' as const, 'CHANGE' as const, 'REMOVE' as const] }
  const query = useQuery({ query: PriceChangeItemsDocument, variables: { id, cost, filter, sort: { by: sort as 'PLACE', direction: sort === 'SHIFT' ? 'DESC' as const : 'ASC' as const }, ...pageArguments(page, SIZE) }, requestPolicy: 'cache-and-network' })
  const again = <T,>(set: (value: T) => void) => (value: T) => { setPage({}); set(value) }
  const value = (basis: string | null | undefined, text: string | null | undefined) => (text == null ? '' : basis?.endsWith('PERCENT') ? percent(text) : amount(text, currency))
  const name = ({ product, category, sku }: Item) => product?.name ?? category?.name ?? (sku ? '' : t('prices.everything'))
  const choices = [{ value: 'all', label: t('prices.shown.all') }, ...(faults ? [{ value: 'faults', label: t('prices.shown.faults') }] : []), ...(below ? [{ value: 'below', label: t('prices.shown.below') }] : [])]
  return (
    <section>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 10, alignItems: 'center', marginBottom: 8 }}>
        <Title order={2} style={{ flex: 1 }}>{t('prices.beforeAfter')}</Title>
        {choices.length > 1 && <SegmentedControl size="xs" aria-label={t('prices.shown.label')} data={choices} value={shown} onChange={again((next) => onShown(next as typeof shown))} />}
        <Select size="xs" aria-label={t('prices.order')} allowDeselect={false} data={[{ value: 'PLACE', label: t('prices.byPlace') }, { value: 'SHIFT', label: t('prices.byShift') }]} value={sort} onChange={(next) => again(setSort)(next ?? 'PLACE')} w={190} />
      </div>
      <Loaded query={query} skeleton={<SkeletonRows rows={8} columns={6} height={36} />}>
        {({ priceChange }) => (
          <>
            <Table.ScrollContainer minWidth={760} scrollAreaProps={{ type: 'auto', viewportProps: { tabIndex: 0, role: 'group', 'aria-label': t('prices.beforeAfter') } }}>
              <Table aria-label={t('prices.beforeAfter')}>
                <Table.Thead><Table.Tr>
                  {lines && <Table.Th ta="end">{t('prices.line')}</Table.Th>}<Table.Th>{t('field.sku')}</Table.Th><Table.Th>{t('field.product')}</Table.Th><Table.Th ta="end">{t('prices.minQuantity')}</Table.Th><Table.Th ta="end">{t('prices.valueBefore')}</Table.Th><Table.Th ta="end">{t('prices.valueAfter')}</Table.Th>
                  <Table.Th ta="end">{t('prices.priceBefore')}</Table.Th><Table.Th ta="end">{t('prices.priceAfter')}</Table.Th><Table.Th ta="end">%</Table.Th><Table.Th>{t(faults ? 'prices.fault' : dated ? 'prices.endsOn' : 'prices.what')}</Table.Th>
                </Table.Tr></Table.Thead>
                <Table.Tbody>
                  {priceChange!.items.nodes.map((item) => (
                    <Table.Tr key={item.id} data-fault={item.fault ? true : undefined}>
                      {lines && <Table.Td className="num">{number(item.place)}</Table.Td>}
                      <Table.Td>{item.product?.sku ?? item.sku}</Table.Td><Table.Td>{name(item)}</Table.Td><Table.Td className="num">{item.minQuantity != null && number(item.minQuantity)}</Table.Td>
                      <Table.Td className="num">{value(item.basisBefore, item.valueBefore)}</Table.Td><Table.Td className="num">{value(item.basisAfter, item.valueAfter)}</Table.Td>
                      <Table.Td className="num">{item.priceBefore && amount(item.priceBefore, currency)}</Table.Td>
                      <Table.Td className="num">{item.priceAfter && <b style={{ fontWeight: 500, color: item.belowCost ? 'var(--danger)' : undefined }}>{amount(item.priceAfter, currency)}</b>}</Table.Td>
                      <Table.Td className="num">{item.shift && `${Number(item.shift) > 0 ? '+' : ''}${percent(item.shift)}`}</Table.Td>
                      <Table.Td>{item.fault ? <span style={{ color: 'var(--danger)' }}>{t(`prices.codes.${item.fault}`, { defaultValue: item.fault, field: t(`prices.fields.${item.faultField}`, { defaultValue: item.faultField ?? '' }) })}</span>
                        : item.belowCost ? <span style={{ color: 'var(--danger)' }}>{t('prices.belowCostOne')}</span> : item.kind === 'CHANGE' && item.endsOn ? t('prices.untilThen', { day: date(item.endsOn) }) : t(`prices.itemKinds.${item.kind}`)}</Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
            <Pager pageInfo={priceChange!.items.pageInfo} totalCount={priceChange!.items.totalCount} onPage={setPage} />
          </>
        )}
      </Loaded>
    </section>
  )
}
