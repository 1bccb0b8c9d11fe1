import { Button, Group, Modal, Select, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { DayInput } from '../DayInput'
import { useFormat } from '../format'
import { ConsentHistoryDocument, GiveConsentDocument, WithdrawConsentDocument, type ConsentEntryFragment, type ContactPrivacyFragment } from '../gql/graphql'
import { useCommand } from '../useCommand'
import { SOURCES, type Reach } from './fields'
import c from './privacy.module.css'

type Props = { contact: ContactPrivacyFragment; reach: Reach; consent: ConsentEntryFragment | undefined; onClose: () => void }

/** What was decided about one channel and purpose until now, and what is decided next: how it reached us, when, and what proves it. */
export function ConsentDialog({ contact, reach, consent, onClose }: Props) {
  const { t } = useTranslation()
  const { date } = useFormat()
  const [{ data }] = useQuery({ query: ConsentHistoryDocument, variables: { id: contact.id }, requestPolicy: 'cache-and-network', pause: !consent })
  const form = useForm({ initialValues: { source: 'EMAIL' as (typeof SOURCES)[number], day: '', evidence: '' } })
  const give = useCommand(GiveConsentDocument, { form, done: t('privacy.given') })
  const withdraw = useCommand(WithdrawConsentDocument, { form, done: t('privacy.withdrawn') })
  const may = contact.actions.includes('consent')
  const decide = async (command: typeof give | typeof withdraw) => {
    const { source, day, evidence } = form.getValues()
    // A day is meant where its reader is; today is now.
    const at = day && day !== new Date().toLocaleDateString('sv') ? new Date(`${day}T12:00:00`).toISOString() : null
    if (await command.run({ contactId: contact.id, ...reach, source, at, evidence: evidence.trim() || null })) onClose()
  }
  const past = data?.contact?.consentHistory?.nodes.filter(({ channel, purpose }) => channel === reach.channel && purpose === reach.purpose) ?? (consent ? [consent] : [])
  return (
    <Modal opened onClose={onClose} title={t('privacy.of', { channel: t(`privacy.channels.${reach.channel}`), purpose: t(`privacy.purposes.${reach.purpose}`) })} size={460} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={(event) => { event.preventDefault(); void decide(consent?.decision === 'Given' ? withdraw : give) }}>
        {!consent && <p className="muted" style={{ marginBottom: 12 }}>{t('privacy.noneYet')}</p>}
        {may && (
          <>
            <Group grow align="start">
              <Select label={t('privacy.source')} allowDeselect={false} data-autofocus data={SOURCES.map((value) => ({ value, label: t(`privacy.sources.${value}`) }))} {...form.getInputProps('source')} />
              <DayInput label={t('privacy.day')} placeholder={t('privacy.today')} clearable {...form.getInputProps('day')} error={form.errors.day ?? form.errors.at} />
            </Group>
            <Textarea mt="sm" label={t('privacy.evidence')} description={t('privacy.evidenceHint')} autosize minRows={2} maxRows={8} maxLength={2000} {...form.getInputProps('evidence')} />
            <Group justify="flex-end" mt="lg">
              {consent?.decision !== 'Withdrawn' && <Button type={consent ? 'submit' : 'button'} variant={consent ? 'filled' : 'default'} loading={withdraw.pending} onClick={consent ? undefined : () => void decide(withdraw)}>{t(consent ? 'privacy.withdraw' : 'privacy.object')}</Button>}
              {consent?.decision !== 'Given' && <Button type="submit" loading={give.pending}>{t('privacy.give')}</Button>}
            </Group>
          </>
        )}
      </form>
      {past.length > 0 && (
        <ul className={c.past} aria-label={t('privacy.history')}>
          {past.map(({ id, decision, at, source, evidence, recordedBy }) => (
            <li key={id}>
              <b>{t(`privacy.decisions.${decision}`)}</b> · {date(at)} · {t(`privacy.sources.${source}`)}{recordedBy && <span className="meta"> · {recordedBy.name}</span>}
              {evidence && <p className="meta">{evidence}</p>}
            </li>
          ))}
        </ul>
      )}
    </Modal>
  )
}
