import { Button, Group, Modal, NumberInput, Select, SimpleGrid, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { currentLocale } from '../../shared/i18n'
import { LocaleSelect } from '../../shared/people/LocaleSelect'
import { useCommand } from '../../shared/useCommand'
import { CreatePartnerUserDocument, UpdatePartnerUserDocument, type PartnerPersonFragment } from '../gql/graphql'

const ROLES = ['partner_administrator', 'partner_manager', 'seller', 'buyer']
const PERIODS = ['MONTH', 'QUARTER', 'YEAR']

export type Edited = { partner: { id: string; currency: string }; /** None: a new one. */ person?: PartnerPersonFragment }

/** Adds somebody who may sign in for a partner, or changes what they may do. A new one is invited by mail. */
export function PersonDialog({ partner, person, onClose }: Edited & { onClose: () => void }) {
  const { t } = useTranslation()
  const form = useForm({
    initialValues: {
      name: person?.name ?? '', email: person?.email ?? '', title: person?.title ?? '', role: person?.roles[0] ?? 'partner_administrator',
      spendingLimit: (person?.spendingLimit ?? '') as string | number, spendingPeriod: person?.spendingPeriod ?? 'MONTH', locale: currentLocale(),
    },
    validate: { name: (value) => (value.trim() ? null : t('people.nameMissing')), email: (value) => (value.includes('@') ? null : t('people.emailInvalid')) },
  })
  const create = useCommand(CreatePartnerUserDocument, { form, done: t('people.created') })
  const update = useCommand(UpdatePartnerUserDocument, { form, done: t('saved') })
  const { role, spendingLimit } = form.values
  const buyer = role === 'buyer'

  const submit = form.onSubmit(async (values) => {
    const limited = buyer && values.spendingLimit !== ''
    const rights = { role, title: values.title.trim() || null, spendingLimit: limited ? String(values.spendingLimit) : null, spendingPeriod: limited ? values.spendingPeriod : null }
    if (person) {
      if (await update.run({ id: person.id, name: values.name.trim(), ...rights })) onClose()
      return
    }
    const payload = await create.run({ partnerId: partner.id, name: values.name.trim(), email: values.email.trim(), locale: values.locale, ...rights })
    if (payload) onClose()
  })

  return (
    <Modal opened onClose={onClose} title={person ? t('people.edit', { name: person.name }) : t('people.add')} size={480} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit} noValidate>
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" verticalSpacing="sm">
          <TextInput label={t('field.name')} required data-autofocus {...form.getInputProps('name')} />
          <TextInput label={t('field.email')} type="email" required disabled={!!person} {...form.getInputProps('email')} />
          <TextInput label={t('field.title')} {...form.getInputProps('title')} />
          <Select label={t('people.role')} allowDeselect={false} data={ROLES.map((value) => ({ value, label: t(`roles.${value}`) }))} {...form.getInputProps('role')} />
          {buyer && <NumberInput label={t('people.spendingLimit')} description={t('people.spendingLimitHint')} min={0} decimalScale={2} thousandSeparator hideControls suffix={` ${partner.currency}`} {...form.getInputProps('spendingLimit')} />}
          {buyer && <Select label={t('people.spendingPeriod')} allowDeselect={false} disabled={spendingLimit === ''} data={PERIODS.map((value) => ({ value, label: t(`values.period.${value}`) }))} {...form.getInputProps('spendingPeriod')} />}
          {!person && <LocaleSelect {...form.getInputProps('locale')} />}
        </SimpleGrid>
        <Group justify="flex-end" mt="lg"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" loading={create.pending || update.pending}>{t(person ? 'save' : 'person.invite')}</Button></Group>
      </form>
    </Modal>
  )
}
