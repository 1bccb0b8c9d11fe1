import { Select, SimpleGrid, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useTranslation } from 'react-i18next'

type Rounded = { roundTo: string; roundEnding: string; roundMode: string | null }

/** To which multiples prices are rounded, and what they end in. */
export function RoundingFields({ form }: { form: UseFormReturnType<Rounded> }) {
  const { t } = useTranslation()
  return (
    <SimpleGrid cols={{ base: 1, xs: 3 }} mt="sm" spacing="sm">
      <TextInput label={t('prices.roundTo')} description={t('prices.roundToHint')} inputMode="decimal" {...form.getInputProps('roundTo')} />
      <TextInput label={t('prices.roundEnding')} description={t('prices.roundEndingHint')} inputMode="decimal" disabled={!form.values.roundTo.trim()} {...form.getInputProps('roundEnding')} />
      <Select label={t('prices.roundMode')} description={t('prices.roundModeHint')} clearable disabled={!form.values.roundTo.trim()} data={['NEAREST', 'UP', 'DOWN'].map((value) => ({ value, label: t(`prices.modes.${value}`) }))} {...form.getInputProps('roundMode')} />
    </SimpleGrid>
  )
}
