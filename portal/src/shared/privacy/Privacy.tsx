import { Button } from '@mantine/core'
import { IconBan, IconCheck, IconMinus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../format'
import { ClearDoNotContactDocument, type ContactPrivacyFragment } from '../gql/graphql'
import { Notice } from '../Notice'
import { useCommand } from '../useCommand'
import { ConsentDialog } from './ConsentDialog'
import { DoNotContactDialog } from './DoNotContactDialog'
import { CHANNELS, PURPOSES, type Reach } from './fields'
import c from './privacy.module.css'

const SIGNS = { Given: IconCheck, Withdrawn: IconX, none: IconMinus }

/** What a contact agreed to, by channel and purpose, and whether they want to be left alone – which beats all of it. */
export function Privacy({ contact }: { contact: ContactPrivacyFragment }) {
  const { t } = useTranslation()
  const { date } = useFormat()
  const [reach, setReach] = useState<Reach>()
  const [asking, setAsking] = useState(false)
  const clear = useCommand(ClearDoNotContactDocument, { done: t('privacy.cleared') })
  const { id, actions, doNotContactSince, doNotContactReason, erasedAt } = contact
  const consents = contact.consents ?? []
  const found = ({ channel, purpose }: Reach) => consents.find((one) => one.channel === channel && one.purpose === purpose)
  if (erasedAt) return <Notice tone="grey" title={t('privacy.erased')}>{t('privacy.erasedHint', { date: date(erasedAt) })}</Notice>
  return (
    <div>
      {(doNotContactSince || actions.includes('setDoNotContact')) && (
        <div className={c.wish}>
          {doNotContactSince ? <Notice tone="red" icon={<IconBan size={18} aria-hidden />} title={t('privacy.doNotContact')}>{doNotContactReason} <span className="meta">{t('privacy.since', { date: date(doNotContactSince) })}</span></Notice> : <p className="muted">{t('privacy.hint')}</p>}
          {actions.includes('setDoNotContact') && <Button variant="default" size="compact-sm" leftSection={<IconBan size={14} aria-hidden />} onClick={() => setAsking(true)}>{t('privacy.doNotContact')}</Button>}
          {actions.includes('clearDoNotContact') && <Button variant="default" size="compact-sm" loading={clear.pending} onClick={() => void clear.run({ id })}>{t('privacy.clear')}</Button>}
        </div>
      )}
      <table className={c.grid} data-off={doNotContactSince ? true : undefined}>
        <caption className="visually-hidden">{t('privacy.grid')}</caption>
        <thead><tr><th scope="col">{t('privacy.channel')}</th>{PURPOSES.map((purpose) => <th key={purpose} scope="col">{t(`privacy.purposes.${purpose}`)}</th>)}</tr></thead>
        <tbody>
          {CHANNELS.map((channel) => (
            <tr key={channel}>
              <th scope="row">{t(`privacy.channels.${channel}`)}</th>
              {PURPOSES.map((purpose) => {
                const consent = found({ channel, purpose }), state = consent?.decision ?? 'none', Sign = SIGNS[state]
                const named = { channel: t(`privacy.channels.${channel}`), purpose: t(`privacy.purposes.${purpose}`) }
                return (
                  <td key={purpose}>
                    <button type="button" className={c.cell} data-decision={state} onClick={() => setReach({ channel, purpose })}>
                      <Sign size={15} stroke={2} aria-hidden /><span className={c.word}>{t(`privacy.decisions.${state}`)}</span>
                      {consent && <span className={c.day}>{date(consent.at)}</span>}<span className="visually-hidden">, {t('privacy.of', named)}</span>
                    </button>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {reach && <ConsentDialog contact={contact} reach={reach} consent={found(reach)} onClose={() => setReach(undefined)} />}
      {asking && <DoNotContactDialog id={id} onClose={() => setAsking(false)} />}
    </div>
  )
}
