import { ActionIcon, Button, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import c from './approvals.module.css'

type Values = { amounts: { currency: string; amount: string }[] }

/** The most within 30 days, by currency. */
export function RuleAmounts({ form }: { form: UseFormReturnType<Values> }) {
  const { t } = useTranslation()
  return (
    <fieldset className={c.section}>
      <legend>{t('rules.amounts')}</legend>
      {form.values.amounts.map((_, index) => (
        <div key={index} className={c.amount} style={{ marginBottom: 6 }}>
          <TextInput aria-label={t('rules.currency')} maxLength={3} {...form.getInputProps(`amounts.${index}.currency`)} />
          <TextInput aria-label={t('field.amount')} inputMode="decimal" {...form.getInputProps(`amounts.${index}.amount`)} />
          <ActionIcon variant="subtle" color="gray" size={34} aria-label={t('remove')} onClick={() => form.removeListItem('amounts', index)}><IconTrash size={16} aria-hidden /></ActionIcon>
        </div>
      ))}
      {form.errors['amounts'] && <p className="error">{form.errors['amounts']}</p>}
      <p className="meta">{t('rules.amountsHint')}</p>
      <Button size="compact-sm" variant="default" onClick={() => form.insertListItem('amounts', { currency: '', amount: '' })}>{t('rules.addAmount')}</Button>
    </fieldset>
  )
}
