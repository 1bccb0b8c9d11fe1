import { Tabs } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Empty } from '../../shared/Empty'
import { Loaded } from '../../shared/Loaded'
import { usePermission } from '../../shared/session/Session'
import { StateBadge } from '../../shared/StateBadge'
import { HistoryButton } from '../audit/HistoryButton'
import { PromotionDocument, type PromotionQuery } from '../gql/graphql'
import { Neighbours } from '../record/Neighbours'
import { RECENT } from '../record/recent'
import { RecordSkeleton } from '../record/RecordPage'
import { Timeline } from '../record/Timeline'
import { useTab } from '../record/useTab'
import { useVerbs } from '../record/useVerbs'
import { TitleBar } from '../shell/TitleBar'
import { Conflicts } from './Conflicts'
import { PromotionEditor } from './PromotionEditor'
import { PromotionFacts } from './PromotionFacts'
import { ResultPanel } from './ResultPanel'
import { Uses } from './Uses'
import { PROMOTION_VERBS } from './verbs'
import c from './promotions.module.css'

export function PromotionPage({ id }: { id: string }) {
  const [events, setEvents] = useState(RECENT)
  const query = useQuery({ query: PromotionDocument, variables: { id, events } })
  return <Loaded query={query} skeleton={<RecordSkeleton />}>{({ promotion }) => (promotion ? <Sheet promotion={promotion} onEarlier={() => setEvents(100)} /> : <Empty kind="notFound" />)}</Loaded>
}

function Sheet({ promotion, onEarlier }: { promotion: NonNullable<PromotionQuery['promotion']>; onEarlier: () => void }) {
  const { t } = useTranslation()
  const [editing, setEditing] = useState(false)
  const mayResult = usePermission('promotion:result')
  const { actions, dialog } = useVerbs('promotion', promotion, PROMOTION_VERBS)
  const { id, name, state, standing, timeline } = promotion
  const tabs = ['terms', ...(mayResult && state !== 'Draft' ? ['result'] : []), 'uses', 'history'], [tab, setTab] = useTab(tabs)
  const edit = promotion.actions.includes('edit') ? [{ id: 'edit', label: t('edit'), icon: IconPencil, hotkey: 'e', run: () => { setTab('terms'); setEditing(true) } }] : []
  return (
    <>
      <TitleBar title={name} crumb={{ to: '/promotions', label: t('nav.promotions') }} after={<StateBadge state={standing} />} actions={[...edit, ...actions]}
        extra={<><HistoryButton of="promotion" id={id} name={name} /><Neighbours path="/promotions/$id" id={id} /></>} />
      <Tabs value={tab} onChange={setTab} keepMounted={false} className={c.tabs}>
        <Tabs.List>{tabs.map((key) => <Tabs.Tab key={key} value={key}>{t(`promotions.tab.${key}`)}</Tabs.Tab>)}</Tabs.List>
        <Tabs.Panel value="terms" className={c.panel}>
          {editing ? <PromotionEditor promotion={promotion} onDone={() => setEditing(false)} /> : <><Conflicts promotion={promotion} conflicts={promotion.conflicts} /><PromotionFacts promotion={promotion} /></>}
        </Tabs.Panel>
        <Tabs.Panel value="result" className={c.panel}><ResultPanel id={id} /></Tabs.Panel>
        <Tabs.Panel value="uses" className={c.panel}><Uses id={id} /></Tabs.Panel>
        <Tabs.Panel value="history" className={c.panel}><Timeline timeline={timeline} onEarlier={onEarlier} /></Tabs.Panel>
      </Tabs>
      {dialog}
    </>
  )
}
