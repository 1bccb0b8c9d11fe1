import { Button, Group, Modal, NumberInput, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../shared/useCommand'
import { CreatePartnerUserDocument, UpdatePartnerUserDocument, type PersonFragment } from '../gql/graphql'
import c from '../accounts/accounts.module.css'
import { Secret } from './Secret'

const PERIODS = ['MONTH', 'QUARTER', 'YEAR']
const ROLES = ['partner_administrator', 'partner_manager', 'seller', 'buyer']

export function PersonForm({ person, currency, onClose }: { person?: PersonFragment; currency: string; onClose: () => void }) {
  const { t } = useTranslation()
  const [password, setPassword] = useState<string>()
  const form = useForm({
    initialValues: { name: person?.name ?? '', email: person?.email ?? '', title: person?.title ?? '', role: person?.roles[0] ?? 'buyer', spendingLimit: (person?.spendingLimit ?? '') as string | number, spendingPeriod: person?.spendingPeriod ?? 'MONTH' },
    validate: { name: (value) => (value.trim() ? null : t('people.nameMissing')), email: (value) => (value.includes('@') ? null : t('invalidEmail')) },
  })
  const create = useCommand(CreatePartnerUserDocument, { form, done: t('people.created') })
  const update = useCommand(UpdatePartnerUserDocument, { form, done: t('saved') })
  const submit = form.onSubmit(async ({ name, email, title, role, spendingLimit, spendingPeriod }) => {
    const limited = role === 'buyer' && spendingLimit !== ''
    const limit = { spendingLimit: limited ? String(spendingLimit) : null, spendingPeriod: limited ? spendingPeriod : null }
    if (person) {
      if (await update.run({ id: person.id, role, title: title.trim() || null, ...limit })) onClose()
      return
    }
    const payload = await create.run({ name: name.trim(), email: email.trim(), title: title.trim() || undefined, role, ...limit })
    if (!payload) return
    if (payload.temporaryPassword) setPassword(payload.temporaryPassword)
    else onClose()
  })

  if (password) return <Secret title={t('people.passwordTitle')} hint={t('people.passwordHint', { name: form.values.name })} value={password} onClose={onClose} />
  return (
    <Modal opened onClose={onClose} title={t(person ? 'people.edit' : 'people.new')} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit} className={c.form} noValidate>
        <TextInput label={t('people.name')} required disabled={!!person} className={c.full} data-autofocus={!person} {...form.getInputProps('name')} />
        <TextInput label={t('accounts.email')} type="email" required disabled={!!person} className={c.full} {...form.getInputProps('email')} />
        <TextInput label={t('people.title')} className={c.full} {...form.getInputProps('title')} />
        <Select label={t('people.role')} allowDeselect={false} data={ROLES.map((value) => ({ value, label: t(`roles.${value}`) }))} description={t(`roleHints.${form.values.role}`)} className={c.full} {...form.getInputProps('role')} />
        {form.values.role === 'buyer' && <NumberInput label={t('people.spendingLimit')} description={t('people.spendingLimitHint')} min={0} decimalScale={2} thousandSeparator suffix={` ${currency}`} {...form.getInputProps('spendingLimit')} />}
        {form.values.role === 'buyer' && <Select label={t('people.spendingPeriod')} allowDeselect={false} disabled={form.values.spendingLimit === ''} data={PERIODS.map((value) => ({ value, label: t(`people.periods.${value.toLowerCase()}`) }))} className={c.end} {...form.getInputProps('spendingPeriod')} />}
        <Group justify="flex-end" className={c.full} mt="xs"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" loading={create.pending || update.pending}>{t('save')}</Button></Group>
      </form>
    </Modal>
  )
}
