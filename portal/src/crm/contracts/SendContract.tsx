import { Button, Group, Modal, SimpleGrid, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand, type UserError } from '../../shared/useCommand'
import { SendContractDocument, type ContractSheetFragment } from '../gql/graphql'
import c from './contracts.module.css'

/** Sends a contract by e-mail, or notes that it went out on paper. */
export function SendContract({ contract, onClose }: { contract: ContractSheetFragment; onClose: () => void }) {
  const { t } = useTranslation()
  const [to, setTo] = useState({ name: '', email: '' })
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const { run, pending } = useCommand(SendContractDocument, { again: false, done: t('contracts.sent'), onErrors: (errors: UserError[]) => { setWrong(Object.fromEntries(errors.map(({ path, message }) => [path.at(-1) ?? '', message]))); return errors.every(({ path }) => path[0] === 'recipients') } })
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setWrong({})
    const recipients = to.name.trim() || to.email.trim() ? [to] : []
    if (await run({ id: contract.id, recipients })) onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t('contracts.sendTitle', { number: contract.number })} size={480} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit} className={c.form}>
        <p className="muted">{t('contracts.sendHint')}</p>
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <TextInput label={t('offers.otherName')} data-autofocus value={to.name} error={wrong.name} onChange={(event) => setTo({ ...to, name: event.currentTarget.value })} />
          <TextInput label={t('offers.otherEmail')} type="email" value={to.email} error={wrong.email} onChange={(event) => setTo({ ...to, email: event.currentTarget.value })} />
        </SimpleGrid>
        <Group justify="flex-end"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" loading={pending}>{t(to.email.trim() ? 'offers.sendNow' : 'contracts.sentOnPaper')}</Button></Group>
      </form>
    </Modal>
  )
}
