import { Button, Table } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useFormat } from '../../shared/format'
import { Loaded } from '../../shared/Loaded'
import { SkeletonText } from '../../shared/Skeletons'
import { StateBadge } from '../../shared/StateBadge'
import { PromotionUsesDocument } from '../gql/graphql'
import c from './promotions.module.css'

const page = 25, most = 100

/** Who got what, the latest first. */
export function Uses({ id }: { id: string }) {
  const { t } = useTranslation()
  const { dateTime, money, number } = useFormat()
  const [first, setFirst] = useState(page)
  const query = useQuery({ query: PromotionUsesDocument, variables: { id, first }, requestPolicy: 'cache-and-network' })
  return (
    <Loaded query={query} skeleton={<SkeletonText lines={6} />}>{({ promotion }) => {
      const { nodes, pageInfo } = promotion!.uses
      if (!nodes.length) return <p className="muted">{t('promotions.noUses')}</p>
      return (
        <div className={c.scroll} tabIndex={0} role="region" aria-label={t('promotions.tab.uses')}>
          <Table>
            <Table.Thead><Table.Tr><Table.Th>{t('field.number')}</Table.Th><Table.Th>{t('field.partner')}</Table.Th><Table.Th>{t('field.product')}</Table.Th><Table.Th ta="end">{t('field.quantity')}</Table.Th><Table.Th ta="end">{t('promotions.given')}</Table.Th><Table.Th>{t('field.placed')}</Table.Th></Table.Tr></Table.Thead>
            <Table.Tbody>{nodes.map(({ id: key, order, partner, product, quantity, amount, currency, at, releasedQuantity, releasedAmount }) => (
              <Table.Tr key={key}>
                <Table.Td>{order ? <><Link className="link" to="/orders/$id" params={{ id: order.id }}>{order.number}</Link> <StateBadge state={order.state} /></> : '—'}</Table.Td>
                <Table.Td>{partner?.name ?? '—'}</Table.Td><Table.Td>{product?.name}</Table.Td>
                <Table.Td ta="end">{number(quantity)}{releasedQuantity > 0 && <div className="meta">{t('promotions.released', { number: number(releasedQuantity) })}</div>}</Table.Td>
                <Table.Td ta="end">{money(amount, currency)}{Number(releasedAmount) > 0 && <div className="meta">− {money(releasedAmount, currency)}</div>}</Table.Td>
                <Table.Td>{dateTime(at)}</Table.Td>
              </Table.Tr>
            ))}</Table.Tbody>
          </Table>
          {pageInfo.hasNextPage && first < most && <Button variant="default" onClick={() => setFirst(most)}>{t('record.earlier')}</Button>}
        </div>
      )
    }}</Loaded>
  )
}
