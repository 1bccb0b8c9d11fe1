import { Button, Group, NumberInput, Select, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { DayInput } from '../../shared/DayInput'
import { useCommand, type UserError } from '../../shared/useCommand'
import { EditContractDocument, type ContractSheetFragment } from '../gql/graphql'
import { LANGUAGES } from '../letterhead/languages'
import { KINDS, RENEWALS } from './kinds'
import { TextEditor } from './TextEditor'
import c from './contracts.module.css'

/** A draft: its terms, and its text beside how it will read. */
export function EditContract({ contract }: { contract: ContractSheetFragment }) {
  const { t } = useTranslation()
  const { id, revision } = contract
  const [draft, setDraft] = useState({ title: contract.title, kind: contract.kind, locale: contract.locale, body: contract.body, startOn: contract.startOn ?? '', endOn: contract.endOn ?? '', renewal: contract.renewal, renewalMonths: contract.renewalMonths ?? null, noticeDays: contract.noticeDays, value: contract.value ?? '', currency: contract.currency ?? '' })
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const set = (change: Partial<typeof draft>) => setDraft({ ...draft, ...change })
  const { run, pending } = useCommand(EditContractDocument, { again: false, done: t('saved'), onErrors: (errors: UserError[]) => { setWrong(Object.fromEntries(errors.map(({ path, message }) => [path[0] ?? '', message]))); return errors.every(({ path }) => path[0] && path[0] !== 'revision') } })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setWrong({})
    void run({ id, revision, ...draft, startOn: draft.startOn || null, endOn: draft.endOn || null, value: draft.value.trim() || null, currency: draft.currency.trim().toUpperCase() || null })
  }
  return (
    <form onSubmit={submit} className={c.sheet}>
      <div className={c.facts}>
        <TextInput label={t('contracts.title')} required maxLength={200} value={draft.title} error={wrong.title} onChange={(event) => set({ title: event.currentTarget.value })} />
        <Select label={t('contracts.kind')} allowDeselect={false} data={KINDS.map((value) => ({ value, label: t(`contracts.kinds.${value}`) }))} value={draft.kind} onChange={(kind) => kind && set({ kind: kind as typeof draft.kind })} />
        <Select label={t('contracts.language')} allowDeselect={false} data={LANGUAGES} value={draft.locale} onChange={(locale) => locale && set({ locale })} />
        <DayInput label={t('contracts.startOn')} clearable value={draft.startOn} onChange={(startOn) => set({ startOn })} />
        <DayInput label={t('contracts.endOn')} clearable value={draft.endOn} error={wrong.endOn} onChange={(endOn) => set({ endOn })} />
        <Select label={t('contracts.renewal')} allowDeselect={false} data={RENEWALS.map((value) => ({ value, label: t(`contracts.renewals.${value}`) }))} value={draft.renewal} onChange={(renewal) => renewal && set({ renewal: renewal as typeof draft.renewal })} />
        <NumberInput label={t('contracts.renewalMonths')} min={1} max={120} allowDecimal={false} value={draft.renewalMonths ?? ''} error={wrong.renewalMonths} onChange={(value) => set({ renewalMonths: value === '' ? null : Number(value) })} />
        <NumberInput label={t('contracts.noticeDays')} min={0} max={730} allowDecimal={false} value={draft.noticeDays} onChange={(value) => set({ noticeDays: Number(value) || 0 })} />
        <TextInput label={t('contracts.value')} inputMode="decimal" value={draft.value} error={wrong.value} onChange={(event) => set({ value: event.currentTarget.value })} />
        <TextInput label={t('contracts.currency')} maxLength={3} value={draft.currency} error={wrong.currency} onChange={(event) => set({ currency: event.currentTarget.value })} />
      </div>
      <TextEditor label={t('contracts.body')} contractId={id} value={draft.body} onChange={(body) => set({ body })} />
      {wrong.body && <p role="alert" className={c.due}>{wrong.body}</p>}
      <Group justify="flex-end"><Button type="submit" loading={pending}>{t('save')}</Button></Group>
    </form>
  )
}
