import { Link } from '@tanstack/react-router'
import { IconChevronRight, IconFileText, IconPackage } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../shared/format'
import type { NeedsYouFragment } from '../gql/graphql'
import tables from '../parts/RecordTable.module.css'
import c from './HomePage.module.css'

/** What waits for this person: quotes to accept, orders to approve. */
export function NeedsYou({ items }: { items: readonly NeedsYouFragment[] }) {
  const { t } = useTranslation()
  const { ago } = useFormat()
  return (
    <section>
      <h2 style={{ marginBottom: 10 }}>{t('home.needsYou')}</h2>
      <ul className={c.needs}>
        {items.map(({ type, id, number, verb, at }) => {
          const quote = type.toLowerCase().startsWith('quote')
          return (
            <li key={`${type}:${id}`}>
              <span className={c.icon} aria-hidden>{quote ? <IconFileText size={17} stroke={1.7} /> : <IconPackage size={17} stroke={1.7} />}</span>
              <div><Link to={quote ? '/quotes/$id' : '/orders/$id'} params={{ id }} className={tables.stretch}>{t(quote ? 'records.quote' : 'records.order')} {number}</Link><p className="meta">{t(`home.waits.${type}.${verb}`)}</p></div>
              <time className="meta" dateTime={at}>{ago(at)}</time>
              <IconChevronRight size={16} aria-hidden className="muted" />
            </li>
          )
        })}
      </ul>
    </section>
  )
}
