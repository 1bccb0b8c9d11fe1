import { Button } from '@mantine/core'
import { Fragment, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useFormat } from '../../shared/format'
import { Loaded } from '../../shared/Loaded'
import { SkeletonText } from '../../shared/Skeletons'
import { DeskColumnDocument, type DeskCardFragment, type OrderFilter } from '../gql/graphql'
import { DeskCard } from './DeskCard'
import type { DeskColumn } from './search'
import type { DeskVerb } from './useDeskActions'
import c from './desk.module.css'

const PAGE = 20

/** One state of the board: how many, the first of them, more on demand. */
export function DeskColumnView({ column, filter, filtered, busy, cards, onAct }: { column: DeskColumn; filter: OrderFilter; filtered: boolean; busy: string | undefined; cards: Map<string, DeskCardFragment>; onAct: (order: DeskCardFragment, verb: DeskVerb) => void }) {
  const { t } = useTranslation()
  const { date, total } = useFormat()
  const [first, setFirst] = useState(PAGE)
  const query = useQuery({ query: DeskColumnDocument, variables: { filter, sort: column.sort, first } })
  for (const order of query[0].data?.orders.nodes ?? []) cards.set(order.id, order)
  const title = t(`desk.columns.${column.id}`), count = query[0].data?.orders.totalCount
  return (
    <section className={c.column} aria-label={title} data-column={column.id}>
      <div className={c.columnHead}><h2>{title}</h2><span className={c.count}>{count && total(count)}</span></div>
      <Loaded query={query} skeleton={<SkeletonText lines={6} />}>
        {({ orders: { nodes, pageInfo } }) => (nodes.length === 0 ? <p className={`muted ${c.none}`}>{t(filtered ? 'desk.noMatch' : `desk.none.${column.id}`)}</p> : (
          <>
            <ul className={c.cards}>
              {nodes.map((order, index) => (
                <Fragment key={order.id}>
                  {column.byDay && order.promiseDate !== nodes[index - 1]?.promiseDate && <li className={c.day} aria-hidden>{order.promiseDate ? date(order.promiseDate) : t('desk.noDay')}</li>}
                  <DeskCard order={order} busy={busy === order.id} onAct={(verb) => onAct(order, verb)} />
                </Fragment>
              ))}
            </ul>
            {pageInfo.hasNextPage && first < 100 && <Button variant="subtle" color="gray" size="compact-sm" loading={query[0].fetching} onClick={() => setFirst(Math.min(100, first + PAGE))}>{t('desk.more')}</Button>}
          </>
        ))}
      </Loaded>
    </section>
  )
}
