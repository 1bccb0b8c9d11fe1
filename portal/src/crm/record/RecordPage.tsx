import { Skeleton } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { SkeletonText } from '../../shared/Skeletons'
import c from './record.module.css'

/** Properties, history, what is related – three columns that scroll alone, one under the other on a phone. */
export function RecordPage({ properties, feed, side }: { properties: ReactNode; feed: ReactNode; side?: ReactNode }) {
  const { t } = useTranslation()
  return (
    <div className={c.record} data-two={side ? undefined : true}>
      <section className={c.properties} aria-label={t('record.properties')} tabIndex={0}>{properties}</section>
      <section className={c.feed} aria-label={t('record.timeline')} tabIndex={0}>{feed}</section>
      {side && <aside className={c.side} aria-label={t('record.related')} tabIndex={0}>{side}</aside>}
    </div>
  )
}

export function RecordSkeleton() {
  return (
    <div aria-hidden style={{ display: 'contents' }}>
      <div style={{ height: 48, padding: '15px 16px' }}><Skeleton h={17} w={220} /></div>
      <div className={c.record}>
        <div className={c.properties}><SkeletonText lines={9} /></div>
        <div className={c.feed}><Skeleton h={76} maw={760} mb={24} /><SkeletonText lines={7} /></div>
        <div className={c.side}><SkeletonText lines={6} /></div>
      </div>
    </div>
  )
}
