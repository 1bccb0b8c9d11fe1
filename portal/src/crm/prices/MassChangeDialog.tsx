import { Button, Group, Modal, MultiSelect, SegmentedControl, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { DayInput } from '../../shared/DayInput'
import { Notice } from '../../shared/Notice'
import { readDecimal } from '../../shared/readNumber'
import { useCommand } from '../../shared/useCommand'
import { PreparePriceChangeDocument, PriceCategoriesDocument, type PriceListTermsFragment, type RoundMode } from '../gql/graphql'
import { RoundingFields } from './RoundingFields'

type Props = { list: PriceListTermsFragment; unsaved: boolean; onClose: () => void; onPrepared: (changeId: string) => void }

/** One rule for many prices; what it would make of each is shown next. */
export function MassChangeDialog({ list, unsaved, onClose, onPrepared }: Props) {
  const { t } = useTranslation()
  const [{ data }] = useQuery({ query: PriceCategoriesDocument })
  const form = useForm({ initialValues: { by: 'percent', percent: '', amount: '', categoryIds: [] as string[], search: '', from: '', roundTo: '', roundEnding: '', roundMode: null as RoundMode | null } })
  const { run, pending } = useCommand(PreparePriceChangeDocument, { form })
  const { by } = form.values as { by: 'percent' | 'amount' }
  const submit = form.onSubmit(async (values) => {
    const decimals = [by, 'roundTo', 'roundEnding'] as const, wrong = decimals.filter((name) => values[name].trim() !== '' && readDecimal(values[name]) === undefined)
    if (wrong.length) return form.setErrors(Object.fromEntries(wrong.map((name) => [name, t('prices.faults.unreadable')])))
    const decimal = (text: string) => (text.trim() === '' ? null : readDecimal(text)!), rounds = values.roundTo.trim() !== ''
    const payload = await run({
      priceListId: list.id, [by]: decimal(values[by]), from: values.from || null, categoryIds: values.categoryIds.length ? values.categoryIds : null, search: values.search.trim() || null,
      roundTo: decimal(values.roundTo), roundEnding: rounds ? decimal(values.roundEnding) : null, roundMode: rounds ? values.roundMode : null,
    })
    if (payload?.priceChange) onPrepared(payload.priceChange.id)
  })
  return (
    <Modal opened onClose={onClose} title={t('prices.massChange')} size={560} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          {unsaved && <Notice tone="amber">{t('prices.massUnsaved')}</Notice>}
          <Group align="flex-end" gap="sm">
            <SegmentedControl aria-label={t('prices.changeBy')} {...form.getInputProps('by')} data={[{ value: 'percent', label: t('prices.byPercent') }, { value: 'amount', label: t('prices.byAmount', { currency: list.currency }) }]} />
            <TextInput key={by} data-autofocus style={{ flex: 1 }} label={t('prices.changeBy')} placeholder={by === 'percent' ? '+3' : '-2.50'} inputMode="text" required {...form.getInputProps(by)} onChange={(event) => form.setFieldValue(by, event.currentTarget.value.replace(/^\+/, ''))} />
          </Group>
          <Text size="xs" className="muted">{t(by === 'percent' ? 'prices.byPercentHint' : 'prices.byAmountHint')}</Text>
          <MultiSelect label={t('prices.inCategories')} placeholder={form.values.categoryIds.length ? undefined : t('prices.allCategories')} searchable clearable data={(data?.categories ?? []).map(({ id, name }) => ({ value: id, label: name }))} nothingFoundMessage={t('palette.nothing')} {...form.getInputProps('categoryIds')} />
          <TextInput label={t('prices.words')} description={t('prices.wordsHint')} {...form.getInputProps('search')} />
          <RoundingFields form={form as never} />
          <DayInput label={t('prices.firstDay')} description={t('prices.firstDayHint')} clearable {...form.getInputProps('from')} />
        </Stack>
        <Group justify="flex-end" mt="lg"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" loading={pending} disabled={!form.values[by].trim()}>{t('prices.preview')}</Button></Group>
      </form>
    </Modal>
  )
}
