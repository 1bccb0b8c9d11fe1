import { Button, Table } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useFormat } from '../../shared/format'
import { Loaded } from '../../shared/Loaded'
import { SkeletonRows } from '../../shared/Skeletons'
import { PriceEffectLinesDocument } from '../gql/graphql'

/** The lines of one buyer that would cost something else. */
export function EffectLines({ id, currency }: { id: string; currency: string }) {
  const { t } = useTranslation()
  const { amount, date, number } = useFormat()
  const [after, setAfter] = useState<string | null>(null)
  const query = useQuery({ query: PriceEffectLinesDocument, variables: { id, after } })
  return (
    <Loaded query={query} skeleton={<SkeletonRows rows={3} columns={6} height={30} />}>
      {({ priceEffectBuyer }) => priceEffectBuyer && (
        <>
          <Table aria-label={t('prices.effectLines')} withRowBorders={false}>
            <Table.Thead><Table.Tr><Table.Th>{t('field.number')}</Table.Th><Table.Th>{t('prices.day')}</Table.Th><Table.Th>{t('field.product')}</Table.Th><Table.Th ta="end">{t('field.quantity')}</Table.Th><Table.Th ta="end">{t('prices.priceBefore')}</Table.Th><Table.Th ta="end">{t('prices.priceAfter')}</Table.Th><Table.Th ta="end">{t('prices.difference')}</Table.Th></Table.Tr></Table.Thead>
            <Table.Tbody>
              {priceEffectBuyer.lines.nodes.map((line) => (
                <Table.Tr key={line.id}>
                  <Table.Td>{line.orderNumber}</Table.Td><Table.Td>{date(line.orderedOn)}</Table.Td><Table.Td>{line.product?.sku} <span className="meta">{line.product?.name}</span></Table.Td><Table.Td className="num">{number(line.quantity)}</Table.Td>
                  <Table.Td className="num">{amount(line.priceBefore, currency)}</Table.Td><Table.Td className="num">{amount(line.priceAfter, currency)}</Table.Td><Table.Td className="num">{amount(line.difference, currency)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
          {after && <Button size="compact-sm" variant="default" mr={8} onClick={() => setAfter(null)}>{t('prices.firstLines')}</Button>}
          {priceEffectBuyer.lines.pageInfo.hasNextPage && <Button size="compact-sm" variant="default" onClick={() => setAfter(priceEffectBuyer.lines.pageInfo.endCursor ?? null)}>{t('prices.moreLines')}</Button>}
        </>
      )}
    </Loaded>
  )
}
