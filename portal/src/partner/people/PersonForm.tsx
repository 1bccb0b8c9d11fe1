import { Button, Group, Modal, NumberInput, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { currentLocale } from '../../shared/i18n'
import { LocaleSelect } from '../../shared/people/LocaleSelect'
import { useCommand } from '../../shared/useCommand'
import { CreatePartnerUserDocument, UpdatePartnerUserDocument, type PersonFragment } from '../gql/graphql'
import c from '../accounts/accounts.module.css'

const PERIODS = ['MONTH', 'QUARTER', 'YEAR']
const ROLES = ['partner_administrator', 'partner_manager', 'seller', 'buyer']

export function PersonForm({ person, currency, onClose }: { person?: PersonFragment; currency: string; onClose: () => void }) {
  const { t } = useTranslation()
  const form = useForm({
    initialValues: { name: person?.name ?? '', email: person?.email ?? '', title: person?.title ?? '', role: person?.roles[0] ?? 'buyer', locale: currentLocale(), spendingLimit: (person?.spendingLimit ?? '') as string | number, spendingPeriod: person?.spendingPeriod ?? 'MONTH' },
    validate: { name: (value) => (value.trim() ? null : t('people.nameMissing')), email: (value) => (value.includes('@') ? null : t('invalidEmail')) },
  })
  const create = useCommand(CreatePartnerUserDocument, { form, done: t('people.created') })
  const update = useCommand(UpdatePartnerUserDocument, { form, done: t('saved') })
  const submit = form.onSubmit(async ({ name, email, title, role, locale, spendingLimit, spendingPeriod }) => {
    const limited = role === 'buyer' && spendingLimit !== ''
    const limit = { spendingLimit: limited ? String(spendingLimit) : null, spendingPeriod: limited ? spendingPeriod : null }
    if (person) {
      if (await update.run({ id: person.id, name: name.trim(), role, title: title.trim() || null, ...limit })) onClose()
      return
    }
    const payload = await create.run({ name: name.trim(), email: email.trim(), title: title.trim() || undefined, role, locale, ...limit })
    if (payload) onClose()
  })

  return (
    <Modal opened onClose={onClose} title={t(person ? 'people.edit' : 'people.new')} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit} className={c.form} noValidate>
        <TextInput label={t('people.name')} required className={c.full} data-autofocus {...form.getInputProps('name')} />
        <TextInput label={t('accounts.email')} type="email" required disabled={!!person} className={c.full} {...form.getInputProps('email')} />
        <TextInput label={t('people.title')} className={c.full} {...form.getInputProps('title')} />
        <Select label={t('people.role')} allowDeselect={false} data={ROLES.map((value) => ({ value, label: t(`roles.${value}`) }))} description={t(`roleHints.${form.values.role}`)} className={c.full} {...form.getInputProps('role')} />
        {form.values.role === 'buyer' && <NumberInput label={t('people.spendingLimit')} description={t('people.spendingLimitHint')} min={0} decimalScale={2} thousandSeparator suffix={` ${currency}`} {...form.getInputProps('spendingLimit')} />}
        {form.values.role === 'buyer' && <Select label={t('people.spendingPeriod')} allowDeselect={false} disabled={form.values.spendingLimit === ''} data={PERIODS.map((value) => ({ value, label: t(`people.periods.${value.toLowerCase()}`) }))} {...form.getInputProps('spendingPeriod')} />}
        {!person && <LocaleSelect className={c.full} {...form.getInputProps('locale')} />}
        <Group justify="flex-end" className={c.full} mt="xs"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" loading={create.pending || update.pending}>{t(person ? 'save' : 'person.invite')}</Button></Group>
      </form>
    </Modal>
  )
}
