import { Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useFormat } from '../../shared/format'
import { StateBadge } from '../../shared/StateBadge'
import type { RelatedOrderFragment, RelatedQuoteFragment } from '../gql/graphql'
import c from './record.module.css'

/** A heading with its count, and what belongs to it. */
export function Section({ title, count, action, children }: { title: string; count?: { value: number; exact: boolean }; action?: ReactNode; children: ReactNode }) {
  const { total } = useFormat()
  return (
    <section className={c.section}>
      <div className={c.sectionHead}><Title order={2}>{title} {count && count.value > 0 && <span className="meta">{total(count)}</span>}</Title>{action}</div>
      {children}
    </section>
  )
}

export const RelatedList = ({ children }: { children: ReactNode }) => <ul className={c.list}>{children}</ul>

/** One related record: what it is called, what it is worth or in which state, and a line below. */
export function RelatedItem({ to, id, title, end, below, belowEnd, action }: { to: string; id: string; title: ReactNode; end?: ReactNode; below?: ReactNode; belowEnd?: ReactNode; /** A button beside the link. */ action?: ReactNode }) {
  return (
    <li className={action ? c.entry : undefined}>
      <Link to={to as '/accounts/$id'} params={{ id }} className={c.item}>
        <span className="ellipsis" style={{ fontWeight: 500 }}>{title}</span><span className="num">{end}</span>
        {(below || belowEnd) && <><span className="meta ellipsis">{below}</span><span className="meta num">{belowEnd}</span></>}
      </Link>
      {action}
    </li>
  )
}

export function RelatedQuotes({ quotes }: { quotes: RelatedQuoteFragment[] }) {
  const { money, ago } = useFormat()
  return (
    <RelatedList>
      {quotes.map(({ id, number, state, total, currency, updatedAt }) => (
        <RelatedItem key={id} to="/quotes/$id" id={id} title={number} end={money(total, currency, 'short')} below={<StateBadge state={state} />} belowEnd={ago(updatedAt)} />
      ))}
    </RelatedList>
  )
}

export function RelatedOrders({ orders }: { orders: RelatedOrderFragment[] }) {
  const { money, date } = useFormat()
  return (
    <RelatedList>
      {orders.map(({ id, number, state, total, currency, placedAt }) => (
        <RelatedItem key={id} to="/orders/$id" id={id} title={number} end={money(total, currency, 'short')} below={<StateBadge state={state} />} belowEnd={date(placedAt)} />
      ))}
    </RelatedList>
  )
}
