import { Button, Group, Modal, Select, SegmentedControl, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { CountrySelect } from '../../shared/CountrySelect'
import { useViewer } from '../../shared/session/Session'
import { useCommand } from '../../shared/useCommand'
import { CreateAccountDocument, OwnPeopleDocument, UpdateAccountDocument, type AccountKind, type AccountRecordFragment, type AccountStatus } from '../gql/graphql'
import c from './accounts.module.css'

type Props = { account?: AccountRecordFragment; initialName?: string; onClose: () => void; onSaved?: (account: AccountRecordFragment) => void }

const FIELDS = ['industry', 'city', 'country', 'phone', 'email', 'website'] as const

/** Creates an account, or edits one; what is cleared is sent as empty, what is not touched keeps its value. */
export function AccountForm({ account, initialName = '', onClose, onSaved }: Props) {
  const { t } = useTranslation()
  const viewer = useViewer()
  const [{ data: own }] = useQuery({ query: OwnPeopleDocument })
  const sellers = (own?.users.nodes ?? []).map(({ id, name }) => ({ value: id, label: name }))
  const form = useForm({
    initialValues: {
      name: account?.name ?? initialName, kind: (account?.kind ?? 'ORGANISATION') as AccountKind, status: (account?.status ?? 'ACTIVE') as AccountStatus,
      sellerId: account?.seller?.id ?? (account ? '' : viewer.id),
      ...Object.fromEntries(FIELDS.map((field) => [field, account?.[field] ?? ''])) as Record<(typeof FIELDS)[number], string>,
    },
    validate: {
      name: (value) => (value.trim() ? null : t('accounts.nameMissing')),
      email: (value) => (!value || value.includes('@') ? null : t('invalidEmail')),
    },
  })
  const create = useCommand(CreateAccountDocument, { form, done: t('accounts.created') })
  const update = useCommand(UpdateAccountDocument, { form, done: t('saved') })

  const submit = form.onSubmit(async ({ name, kind, status, sellerId, ...rest }) => {
    const fields = Object.fromEntries(FIELDS.map((field) => [field, rest[field].trim() || (account ? null : undefined)]))
    const seller = sellerId && sellerId !== account?.seller?.id ? { sellerId } : {}
    const payload = account
      ? await update.run({ id: account.id, revision: account.revision, name: name.trim(), status, ...seller, ...fields })
      : await create.run({ name: name.trim(), kind, ...seller, ...fields })
    if (!payload?.account) return
    onClose()
    onSaved?.(payload.account)
  })

  return (
    <Modal opened onClose={onClose} title={t(account ? 'accounts.edit' : 'accounts.new')} size="lg" closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit} className={c.form} noValidate>
        {account
          ? <Select label={t('state')} allowDeselect={false} data={(['PROSPECT', 'ACTIVE', 'INACTIVE'] as const).map((value) => ({ value, label: t(`states.${value}`) }))} {...form.getInputProps('status')} />
          : <SegmentedControl aria-label={t('accounts.kind')} size="sm" className={c.kind} data={(['ORGANISATION', 'PERSON'] as const).map((value) => ({ value, label: t(`accounts.kinds.${value}`) }))} {...form.getInputProps('kind')} />}
        <TextInput label={t('accounts.name')} required data-autofocus className={c.full} {...form.getInputProps('name')} />
        {FIELDS.map((field) => field === 'country'
          ? <CountrySelect key={field} label={t('accounts.country')} {...form.getInputProps(field)} onChange={(value) => form.setFieldValue(field, value ?? '')} />
          : <TextInput key={field} label={t(`accounts.${field}`)} {...form.getInputProps(field)} />)}
        <Select label={t('accounts.seller')} searchable allowDeselect={false} data={sellers} className={c.full} {...form.getInputProps('sellerId')} value={form.values.sellerId || null} />
        <Group justify="flex-end" className={c.full} mt="xs"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" loading={create.pending || update.pending}>{t('save')}</Button></Group>
      </form>
    </Modal>
  )
}
