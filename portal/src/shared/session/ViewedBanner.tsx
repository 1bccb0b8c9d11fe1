import { Button } from '@mantine/core'
import { IconEye } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { EndViewAsDocument, type ViewerFragment } from '../gql/graphql'
import { useFormat } from '../format'
import { useCommand } from '../useCommand'
import c from './ViewedBanner.module.css'

// Back to the administrator's own session: a page of its own, so that nothing of the other's is left.
const leave = () => location.assign('/crm')
/** The look is ended in time, before the server ends it. */
const EARLY = 5000

/** Over the whole app while an administrator looks at it as somebody else. `over` says that the look has ended by itself. */
export function ViewedBanner({ viewer: { name, viewedBy }, over }: { viewer: ViewerFragment; over: boolean }) {
  const { t } = useTranslation()
  const { time } = useFormat()
  const { run, pending } = useCommand(EndViewAsDocument)
  const end = async () => { if (await run({})) leave() }
  const latest = useRef(end)
  latest.current = end
  const until = viewedBy!.until
  useEffect(() => {
    const timer = setTimeout(() => void latest.current(), Math.max(Date.parse(until) - Date.now() - EARLY, 0))
    return () => clearTimeout(timer)
  }, [until])
  useEffect(() => { if (over) leave() }, [over])
  return (
    <aside className={c.banner} aria-label={t('viewedAs.label')}>
      <IconEye size={18} stroke={1.8} aria-hidden />
      <p className={c.text}><b>{t('viewedAs.who', { name })}</b> <span><span className={c.more}>{t('viewedAs.readOnly')} </span>{t('viewedAs.nothing')} {t('viewedAs.until', { time: time(until) })}</span></p>
      <Button size="xs" className={c.end} loading={pending} onClick={() => void end()}>{t('viewedAs.end')}</Button>
    </aside>
  )
}
