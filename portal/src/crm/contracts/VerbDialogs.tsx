import { Button, Group, Modal, SegmentedControl, SimpleGrid, Textarea, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { DayInput } from '../../shared/DayInput'
import { useCommand, type UserError } from '../../shared/useCommand'
import { RenewContractDocument, SignContractDocument, TerminateContractDocument, type ContractSheetFragment } from '../gql/graphql'
import c from './contracts.module.css'

type Props = { contract: ContractSheetFragment; onClose: () => void }

/** Who signed for which side, and when. */
export function SignDialog({ contract, onClose }: Props) {
  const { t } = useTranslation()
  const signed = contract.text?.signatures.map(({ side }) => side) ?? []
  const [side, setSide] = useState<'OURS' | 'THEIRS'>(signed.includes('OURS') ? 'THEIRS' : 'OURS')
  const [name, setName] = useState(''), [position, setPosition] = useState(''), [signedOn, setSignedOn] = useState('')
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const { run, pending } = useCommand(SignContractDocument, { again: false, done: t('saved'), onErrors: placed(setWrong) })
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setWrong({})
    if (await run({ id: contract.id, side, name, position: position.trim() || null, signedOn: signedOn || null })) onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t('contracts.verbs.sign')} size={460} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit} className={c.form}>
        <SegmentedControl fullWidth value={side} onChange={(next) => setSide(next as typeof side)} data={(['OURS', 'THEIRS'] as const).map((value) => ({ value, label: t(`contracts.sides.${value}`), disabled: signed.includes(value) }))} />
        {wrong.side && <p role="alert" className={c.due}>{wrong.side}</p>}
        <TextInput label={t('contracts.signer')} required data-autofocus value={name} error={wrong.name} maxLength={200} onChange={(event) => setName(event.currentTarget.value)} />
        <SimpleGrid cols={2} spacing="sm">
          <TextInput label={t('contracts.position')} value={position} maxLength={200} onChange={(event) => setPosition(event.currentTarget.value)} />
          <DayInput label={t('contracts.signedOn')} clearable value={signedOn} error={wrong.signedOn} onChange={setSignedOn} />
        </SimpleGrid>
        <Group justify="flex-end"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" loading={pending}>{t('contracts.verbs.sign')}</Button></Group>
      </form>
    </Modal>
  )
}

/** A later end, or an earlier one. */
export function EndDialog({ contract, verb, onClose }: Props & { verb: 'renew' | 'terminate' }) {
  const { t } = useTranslation()
  const [endOn, setEndOn] = useState(''), [reason, setReason] = useState('')
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const renew = useCommand(RenewContractDocument, { again: false, done: t('saved'), onErrors: placed(setWrong) }), terminate = useCommand(TerminateContractDocument, { again: false, done: t('saved'), onErrors: placed(setWrong) })
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setWrong({})
    const done = verb === 'renew' ? await renew.run({ id: contract.id, endOn: endOn || null }) : await terminate.run({ id: contract.id, endOn: endOn || null, reason: reason.trim() || null })
    if (done) onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t(`contracts.verbs.${verb}`)} size={420} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit} className={c.form}>
        <DayInput label={t('contracts.endOn')} description={t(verb === 'renew' ? (contract.renewalMonths ? 'contracts.renewHint' : 'contracts.renewDay') : 'contracts.terminateHint', { count: contract.renewalMonths ?? 0 })} clearable value={endOn} error={wrong.endOn} onChange={setEndOn} data-autofocus />
        {verb === 'terminate' && <Textarea label={t('contracts.reason')} autosize minRows={2} maxLength={2000} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />}
        <Group justify="flex-end"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" color={verb === 'terminate' ? 'red' : undefined} loading={renew.pending || terminate.pending}>{t(`contracts.verbs.${verb}`)}</Button></Group>
      </form>
    </Modal>
  )
}

const placed = (set: (wrong: Record<string, string>) => void) => (errors: UserError[]) => {
  set(Object.fromEntries(errors.map(({ path, message }) => [path[0] ?? '', message])))
  return errors.every(({ path }) => path[0] && path[0] !== 'id')
}
