import { Button, Group, Modal, Stack } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../shared/useCommand'
import { CreateQuoteDocument } from '../gql/graphql'
import { RecordPicker } from '../record/RecordPicker'

type Picked = { id: string; name: string } | null

/** For whom: a partner, an account, or an account through a partner. The lines come in the editor. */
export function NewQuote({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [partner, setPartner] = useState<Picked>(null)
  const [account, setAccount] = useState<Picked>(null)
  const { run, pending } = useCommand(CreateQuoteDocument, { again: false })
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const payload = await run({ partnerId: partner?.id ?? null, accountId: account?.id ?? null })
    if (!payload?.quote) return
    onClose()
    void navigate({ to: '/quotes/$id', params: { id: payload.quote.id } })
  }
  return (
    <Modal opened={opened} onClose={onClose} title={t('quotes.new')} size={420} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <RecordPicker of="partner" label={t('field.partner')} description={t('quotes.partnerHint')} clearable data-autofocus value={partner} onChange={(next) => { setPartner(next); setAccount(null) }} />
          <RecordPicker of="account" heldBy={partner?.id} label={t('field.account')} description={t('quotes.accountHint')} clearable value={account} onChange={setAccount} />
        </Stack>
        <Group justify="flex-end" mt="lg"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" loading={pending} disabled={!partner && !account}>{t('create')}</Button></Group>
      </form>
    </Modal>
  )
}
