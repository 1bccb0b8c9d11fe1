import { ActionIcon, Button, Select, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ApprovalDecider, ApproverRole } from '../gql/graphql'
import { RecordPicker } from '../record/RecordPicker'
import c from './approvals.module.css'

export type StepValues = { decider: ApprovalDecider; level: string; role: ApproverRole | null; personId: { id: string; name: string } | null; remindDays: string; escalateDays: string }
export const emptyStep = (): StepValues => ({ decider: 'MANAGER', level: '1', role: null, personId: null, remindDays: '2', escalateDays: '' })

const ROLES: ApproverRole[] = ['finance', 'administrator', 'channel_manager', 'manager']
const DECIDERS: ApprovalDecider[] = ['MANAGER', 'ROLE', 'PERSON']

/** Who decides, one after the other. */
export function RuleSteps({ form }: { form: UseFormReturnType<{ steps: StepValues[] }> }) {
  const { t } = useTranslation()
  return (
    <fieldset className={c.section}>
      <legend>{t('rules.who')}</legend>
      {form.values.steps.map((step, index) => (
        <div key={index} className={c.step} style={{ marginBottom: 8 }}>
          <Select label={t('rules.decider')} allowDeselect={false} data={DECIDERS.map((value) => ({ value, label: t(`rules.deciders.${value}`) }))} {...form.getInputProps(`steps.${index}.decider`)} />
          {step.decider === 'MANAGER' ? <TextInput label={t('rules.level')} inputMode="numeric" {...form.getInputProps(`steps.${index}.level`)} />
            : step.decider === 'ROLE' ? <Select label={t('rules.role')} data={ROLES.map((value) => ({ value, label: t(`roles.${value}`) }))} {...form.getInputProps(`steps.${index}.role`)} />
            : <RecordPicker of="user" label={t('rules.person')} error={form.errors[`steps.${index}.personId`]} value={step.personId} onChange={(person) => form.setFieldValue(`steps.${index}.personId`, person as never)} />}
          <TextInput label={t('rules.remindDays')} inputMode="numeric" {...form.getInputProps(`steps.${index}.remindDays`)} />
          <TextInput label={t('rules.escalateDays')} inputMode="numeric" {...form.getInputProps(`steps.${index}.escalateDays`)} />
          <ActionIcon variant="subtle" color="gray" size={34} disabled={form.values.steps.length === 1} aria-label={t('remove')} onClick={() => form.removeListItem('steps', index)}><IconTrash size={16} aria-hidden /></ActionIcon>
        </div>
      ))}
      <Button size="compact-sm" variant="default" onClick={() => form.insertListItem('steps', emptyStep())}>{t('rules.addStep')}</Button>
    </fieldset>
  )
}
