import { useTranslation } from 'react-i18next'
import { useFormat } from '../../shared/format'
import page from '../parts/page.module.css'
import c from './Timeline.module.css'

type Entry = { id: string; at: string; summary: string; actorName?: string | null }

/** What happened, newest first. */
export function Timeline({ events }: { events: readonly Entry[] }) {
  const { t } = useTranslation()
  const { dateTime } = useFormat()
  return (
    <section className={page.card}>
      <h2>{t('timeline')}</h2>
      <ol className={c.list}>
        {events.toSorted((a, b) => b.at.localeCompare(a.at)).map(({ id, at, summary, actorName }) => (
          <li key={id}><p>{summary}</p><p className="meta"><time dateTime={at}>{dateTime(at)}</time>{actorName && ` · ${actorName}`}</p></li>
        ))}
      </ol>
    </section>
  )
}
