import { Button, Group, Modal, Select, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useCommand, type UserError } from '../../shared/useCommand'
import { ContractTemplatesDocument, CreateContractDocument } from '../gql/graphql'
import { RecordPicker } from '../record/RecordPicker'
import c from './contracts.module.css'

type Named = { id: string; name: string } | null
/** For whom, and in which words it begins; from a quote or an order, for whom that is. */
export function NewContract({ from, onClose }: { from?: { quoteId?: string; orderId?: string; name: string }; onClose: () => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [{ data }] = useQuery({ query: ContractTemplatesDocument })
  const [partner, setPartner] = useState<Named>(null), [account, setAccount] = useState<Named>(null), [templateId, setTemplate] = useState<string | null>(null), [title, setTitle] = useState('')
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const { run, pending } = useCommand(CreateContractDocument, { again: false, onErrors: (errors: UserError[]) => { setWrong(Object.fromEntries(errors.map(({ path, message }) => [path[0] ?? '', message]))); return errors.every(({ path }) => path.length) } })
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setWrong({})
    const made = await run({ templateId, title: title.trim() || null, partnerId: partner?.id, accountId: account?.id, quoteId: from?.quoteId, orderId: from?.orderId })
    if (made?.contract) { onClose(); void navigate({ to: '/contracts/$id', params: { id: made.contract.id } }) }
  }
  return (
    <Modal opened onClose={onClose} title={t('contracts.new')} size={480} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit} className={c.form}>
        {from ? <p className="muted">{t('contracts.from', { name: from.name })}</p> : <>
          <RecordPicker of="partner" label={t('field.partner')} value={partner} onChange={setPartner} />
          <RecordPicker of="account" label={t('field.account')} value={account} onChange={setAccount} error={wrong.accountId} />
        </>}
        <Select label={t('contracts.template')} data={(data?.contractTemplates ?? []).filter(({ active }) => active).map(({ id, name }) => ({ value: id, label: name }))} value={templateId} onChange={setTemplate} clearable searchable />
        <TextInput label={t('contracts.title')} value={title} error={wrong.title} maxLength={200} onChange={(event) => setTitle(event.currentTarget.value)} />
        <Group justify="flex-end"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" loading={pending}>{t('contracts.create')}</Button></Group>
      </form>
    </Modal>
  )
}
