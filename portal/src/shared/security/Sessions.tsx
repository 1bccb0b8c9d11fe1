import { Button } from '@mantine/core'
import { IconDeviceDesktop, IconDeviceMobile } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../format'
import { EndOtherSessionsDocument, EndSessionDocument, type SecurityQuery } from '../gql/graphql'
import { useCommand } from '../useCommand'
import { Section } from './Section'
import c from './security.module.css'

const HANDHELD = ['iPhone', 'iPad', 'Android', 'HarmonyOS']

/** Where one is signed in. What one does not know, one ends. */
export function Sessions({ sessions, onChange }: { sessions: SecurityQuery['sessions']; onChange: () => void }) {
  const { t } = useTranslation()
  const { ago, dateTime } = useFormat()
  const one = useCommand(EndSessionDocument, { done: t('security.sessionEnded') })
  const others = useCommand(EndOtherSessionsDocument, { done: t('security.othersEnded') })
  const end = async (id: string) => { if (await one.run({ id })) onChange() }
  const endOthers = async () => { if (await others.run({})) onChange() }
  return (
    <Section title={t('security.sessions')} hint={t('security.sessionsHint')}
      action={sessions.length > 1 && <Button variant="default" loading={others.pending} onClick={() => void endOthers()}>{t('security.endOthers')}</Button>}>
      <ul className={c.sessions}>
        {sessions.map(({ id, browser, system, address, createdAt, seenAt, current }) => {
          const Device = HANDHELD.includes(system ?? '') ? IconDeviceMobile : IconDeviceDesktop
          const name = browser && system ? t('security.browserOn', { browser, system }) : browser ?? system ?? t('security.unknownDevice')
          return (
            <li key={id} className={c.session}>
              <Device size={20} stroke={1.6} aria-hidden />
              <div className={c.where}>
                <b>{name}</b>
                <div className="meta">{[address, t('security.signedInAt', { when: dateTime(createdAt) }), !current && t('security.lastUsed', { when: ago(seenAt) })].filter(Boolean).join(' · ')}</div>
              </div>
              {current ? <span className="meta">{t('security.thisOne')}</span>
                : <Button size="xs" variant="default" aria-label={t('security.endOf', { name })} onClick={() => void end(id)}>{t('security.end')}</Button>}
            </li>
          )
        })}
      </ul>
    </Section>
  )
}
