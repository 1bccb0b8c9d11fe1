import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { RequestDialog } from '../../shared/specials/RequestDialog'
import type { SpecialPriceSheetFragment } from '../gql/graphql'
import { RecordPicker } from '../record/RecordPicker'

type Named = { id: string; name: string } | null

/** Asks for a partner – the one whose page it is asked from –, or edits what was asked for. */
export function NewSpecialPrice({ request, of, on, onClose }: { request?: SpecialPriceSheetFragment; of?: Named; on?: Named; onClose: () => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [partner, setPartner] = useState<Named>(request?.partner ?? of ?? null), [account, setAccount] = useState<Named>(request?.account ?? on ?? null)
  return (
    <RequestDialog request={request} partnerId={partner?.id} needsPartner accountId={account?.id} onClose={onClose} onDone={(id) => { onClose(); void navigate({ to: '/special-prices/$id', params: { id } }) }}>
      {of && <p>{of.name}</p>}
      {!request && !of && <RecordPicker of="partner" label={t('field.partner')} data-autofocus value={partner} onChange={(next) => { setPartner(next); setAccount(null) }} />}
      {partner && <RecordPicker of="account" heldBy={partner.id} label={t('specials.account')} description={t('specials.accountHint')} clearable value={account} onChange={setAccount} />}
    </RequestDialog>
  )
}
