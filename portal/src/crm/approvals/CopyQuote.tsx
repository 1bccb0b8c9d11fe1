import { Button, Group, Modal, Stack } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../shared/useCommand'
import { CopyQuoteDocument } from '../gql/graphql'
import { RecordPicker } from '../record/RecordPicker'

type Picked = { id: string; name: string } | null

/** A new draft with the lines of this quote at today's prices, for the same buyer or another. */
export function CopyQuote({ quote, onClose }: { quote: { id: string; partner?: Picked; account?: Picked }; onClose: () => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [partner, setPartner] = useState<Picked>(quote.partner ?? null), [account, setAccount] = useState<Picked>(quote.account ?? null)
  const { run, pending } = useCommand(CopyQuoteDocument, { again: false })
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const same = partner?.id === quote.partner?.id && account?.id === quote.account?.id
    const payload = await run({ id: quote.id, ...(same ? {} : { partnerId: partner?.id ?? null, accountId: account?.id ?? null }) })
    if (!payload?.quote) return
    onClose()
    void navigate({ to: '/quotes/$id', params: { id: payload.quote.id } })
  }
  return (
    <Modal opened onClose={onClose} title={t('verbs.quote.copy')} size={420} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit}>
        <p className="muted" style={{ marginBottom: 12 }}>{t('approvals.copyHint')}</p>
        <Stack gap="sm">
          <RecordPicker of="partner" label={t('field.partner')} description={t('quotes.partnerHint')} clearable data-autofocus value={partner} onChange={(next) => { setPartner(next); setAccount(null) }} />
          <RecordPicker of="account" heldBy={partner?.id} label={t('field.account')} description={t('quotes.accountHint')} clearable value={account} onChange={setAccount} />
        </Stack>
        <Group justify="flex-end" mt="lg"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" loading={pending} disabled={!partner && !account}>{t('verbs.quote.copy')}</Button></Group>
      </form>
    </Modal>
  )
}
