import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useFormat } from '../../shared/format'
import { Loaded } from '../../shared/Loaded'
import { SkeletonText } from '../../shared/Skeletons'
import { RecentEventsDocument } from '../gql/graphql'
import { iconOf, isNews, wordsOf } from '../record/Timeline'
import { recordLink } from '../shell/navigation'
import c from './work.module.css'

/** What happened of late to anything that I may see, newest first. */
export function RecentEvents() {
  const { t } = useTranslation()
  const { ago, dateTime } = useFormat()
  const query = useQuery({ query: RecentEventsDocument })
  return (
    <section className={c.recent} aria-label={t('work.recent')}>
      <h2>{t('work.recent')}</h2>
      <Loaded query={query} skeleton={<SkeletonText lines={10} />}>
        {({ events }) => events.nodes.length === 0 ? <p className="muted">{t('record.nothingHappened')}</p> : (
          <ol className={c.events}>
            {events.nodes.filter(isNews).map(({ id, at, type, summary, data, actorName, channel, subjectType, subjectId, account }) => {
              const Icon = iconOf(type)
              // A note is what it says.
              const told = type.endsWith('.noted') ? [summary, wordsOf(data)].filter(Boolean).join(': ') : summary
              const link = recordLink(subjectType, subjectId)
              return (
                <li key={id} className={c.event}>
                  <Icon size={15} stroke={1.6} aria-hidden />
                  <span className="ellipsis">{link ? <Link to={link.to as '/quotes/$id'} params={link.params} className={c.open}>{told}</Link> : told}</span>
                  <span className="muted ellipsis">{subjectType === 'account' ? '' : account?.name}</span>
                  <span className="muted ellipsis">{channel === 'crm' || channel === 'job' ? actorName : t('record.through', { name: actorName, how: t(`through.${channel}`) })}</span>
                  <time className="meta num" dateTime={at} title={dateTime(at)}>{ago(at)}</time>
                </li>
              )
            })}
          </ol>
        )}
      </Loaded>
    </section>
  )
}
