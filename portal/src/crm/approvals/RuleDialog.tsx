import { Button, Checkbox, Group, Modal, Select, SimpleGrid, Stack, TagsInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { DayInput } from '../../shared/DayInput'
import { useCommand } from '../../shared/useCommand'
import { readAmount, readDecimal } from '../../shared/readNumber'
import { ProgramLevelsDocument, SaveApprovalRuleDocument, type ApprovalMeasure, type ApprovalRuleRowFragment, type PartnerType } from '../gql/graphql'
import { RecordPicker } from '../record/RecordPicker'
import { RuleAmounts } from './RuleAmounts'
import { emptyStep, RuleSteps, type StepValues } from './RuleSteps'
import { inputOf } from './rule'

const MEASURES: ApprovalMeasure[] = ['DISCOUNT', 'MARGIN', 'AMOUNT', 'PAYMENT_DAYS', 'CURRENCY']
const TYPES: PartnerType[] = ['DISTRIBUTOR', 'DEALER', 'RESELLER', 'INTEGRATOR']
type Picked = { id: string; name: string } | null

/** Makes a rule, or changes one: when it asks, whom, and for whom it holds. */
export function RuleDialog({ rule, onClose }: { rule?: ApprovalRuleRowFragment; onClose: () => void }) {
  const { t } = useTranslation()
  const [{ data: levels }] = useQuery({ query: ProgramLevelsDocument })
  const known = rule && inputOf(rule)
  // what is missing is told by the server; what is no number would not reach it
  const decimal = (value: string) => (!value.trim() || readDecimal(value) !== undefined ? null : t('invoices.notANumber'))
  const whole = (value: string) => (/^\d{0,4}$/.test(value.trim()) ? null : t('invoices.notANumber'))
  const form = useForm({
    initialValues: {
      name: rule?.name ?? '', measure: rule?.measure ?? ('DISCOUNT' as ApprovalMeasure), threshold: rule?.threshold ?? '', amounts: known?.amounts?.map(({ currency, amount }) => ({ currency, amount })) ?? [{ currency: 'USD', amount: '' }],
      currencies: [...(rule?.currencies ?? [])], discountedOnly: rule?.discountedOnly ?? false, partnerType: (rule?.partnerType ?? null) as PartnerType | null, levelId: rule?.level?.id ?? null, teamId: (rule?.team ?? null) as Picked,
      validFrom: rule?.validFrom ?? '', validTo: rule?.validTo ?? '',
      steps: rule?.steps.map((step): StepValues => ({ decider: step.decider, level: String(step.level ?? 1), role: step.role ?? null, personId: step.person ?? null, remindDays: String(step.remindDays ?? ''), escalateDays: String(step.escalateDays ?? '') })) ?? [emptyStep()],
    },
    validate: {
      name: (value) => (value.trim() ? null : t('rules.nameMissing')),
      threshold: (value, { measure }) => (['AMOUNT', 'CURRENCY'].includes(measure) ? null : decimal(value)),
      amounts: { amount: (value, { measure }) => (measure === 'AMOUNT' ? decimal(readAmount(value)) : null) },
      // a level that is not asked for is not shown
      steps: { level: (value, { steps }, path) => (steps[Number(path.split('.')[1])]!.decider === 'MANAGER' ? whole(value) : null), remindDays: whole, escalateDays: whole },
    },
  })
  const { run, pending } = useCommand(SaveApprovalRuleDocument, { form, done: t('saved') })
  const days = (text: string) => (text.trim() ? Number(text) : null)
  const submit = form.onSubmit(async ({ name, measure, threshold, amounts, currencies, discountedOnly, partnerType, levelId, teamId, validFrom, validTo, steps }) => {
    const done = await run({
      id: rule?.id ?? null, revision: rule?.revision ?? null, name: name.trim(), measure, threshold: readDecimal(threshold) ?? null, amounts: measure === 'AMOUNT' ? amounts.map(({ currency, amount }) => ({ currency: currency.toUpperCase(), amount: readAmount(amount) || '0' })) : null,
      currencies: currencies.map((one) => one.toUpperCase()), discountedOnly, partnerType, levelId, teamId: teamId?.id ?? null, validFrom: validFrom || null, validTo: validTo || null, active: rule?.active ?? true,
      steps: steps.map(({ decider, level, role, personId, remindDays, escalateDays }) => ({ decider, level: decider === 'MANAGER' ? Number(level) || 1 : null, role: decider === 'ROLE' ? role : null, personId: decider === 'PERSON' ? personId?.id ?? null : null, remindDays: days(remindDays), escalateDays: days(escalateDays) })),
    })
    if (done) onClose()
  })
  const { measure } = form.values
  return (
    <Modal opened onClose={onClose} title={t(rule ? 'rules.edit' : 'rules.new')} size={720} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <TextInput label={t('field.name')} required maxLength={100} data-autofocus {...form.getInputProps('name')} />
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
            <Select label={t('rules.measure')} allowDeselect={false} data={MEASURES.map((value) => ({ value, label: t(`rules.measures.${value}`) }))} {...form.getInputProps('measure')} />
            {measure === 'CURRENCY' ? <TagsInput label={t('rules.currencies')} description={t('rules.currenciesHint')} {...form.getInputProps('currencies')} />
              : measure !== 'AMOUNT' && <TextInput label={t(`rules.threshold.${measure}`)} required inputMode="decimal" rightSection={measure === 'PAYMENT_DAYS' ? undefined : '%'} {...form.getInputProps('threshold')} />}
          </SimpleGrid>
          {measure === 'AMOUNT' && <RuleAmounts form={form as never} />}
          <Checkbox label={t('rules.discountedOnly')} {...form.getInputProps('discountedOnly', { type: 'checkbox' })} />
          <RuleSteps form={form as never} />
          <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
            <Select label={t('rules.partnerType')} clearable placeholder={t('rules.everybody')} data={TYPES.map((value) => ({ value, label: t(`values.${value}`) }))} {...form.getInputProps('partnerType')} />
            <Select label={t('field.level')} clearable placeholder={t('rules.everybody')} data={(levels?.programLevels ?? []).map(({ id, name }) => ({ value: id, label: name }))} {...form.getInputProps('levelId')} />
            <RecordPicker of="user" label={t('rules.team')} clearable placeholder={t('rules.everybody')} error={form.errors['teamId']} value={form.values.teamId} onChange={(person) => form.setFieldValue('teamId', person)} />
            <DayInput label={t('rules.validFrom')} clearable {...form.getInputProps('validFrom')} />
            <DayInput label={t('rules.validTo')} clearable {...form.getInputProps('validTo')} />
          </SimpleGrid>
        </Stack>
        <Group justify="flex-end" mt="lg"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" loading={pending}>{t('save')}</Button></Group>
      </form>
    </Modal>
  )
}
