import { Button, Group, Modal, Select, SimpleGrid, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { CountrySelect } from '../../shared/CountrySelect'
import { DayInput } from '../../shared/DayInput'
import { readDecimal } from '../../shared/readNumber'
import { useCommand } from '../../shared/useCommand'
import { CreatePriceListDocument, EditPriceListDocument, PriceListChoicesDocument, type PriceListKind, type PriceListTermsFragment, type RoundMode } from '../gql/graphql'
import { RecordPicker } from '../record/RecordPicker'
import { RoundingFields } from './RoundingFields'

const kinds: PriceListKind[] = ['SPECIAL', 'ACCOUNT', 'PARTNER', 'LEVEL', 'REGION', 'DEFAULT', 'BASE']
type Picked = { id: string; name: string } | null

/** A new list, or the terms of one that is there. */
export function PriceListDialog({ list, onClose, onDone }: { list?: PriceListTermsFragment; onClose: () => void; onDone?: (id: string) => void }) {
  const { t } = useTranslation()
  const [{ data }] = useQuery({ query: PriceListChoicesDocument })
  const form = useForm({
    initialValues: {
      name: list?.name ?? '', kind: list?.kind ?? ('PARTNER' as PriceListKind), currency: list?.currency ?? '', partnerId: (list?.partner ?? null) as Picked, accountId: (list?.account ?? null) as Picked, levelId: list?.level?.id ?? null as string | null, country: list?.country ?? '',
      derivedFromId: list?.derivedFrom?.id ?? null as string | null, adjustPercent: list?.adjustPercent ?? '100', adjustSurcharge: list?.adjustSurcharge ?? '0', roundTo: list?.roundTo ?? '', roundEnding: list?.roundEnding ?? '', roundMode: (list?.roundMode ?? null) as RoundMode | null,
      validFrom: list?.validFrom ?? '', validTo: list?.validTo ?? '',
    },
  })
  const create = useCommand(CreatePriceListDocument, { form, done: t('prices.listCreated') }), edit = useCommand(EditPriceListDocument, { form, done: t('prices.listEdited') })
  const { kind, currency } = form.values
  const lists = (data?.priceLists.nodes ?? []).filter((one) => one.id !== list?.id && one.currency === currency.toUpperCase())
  const submit = form.onSubmit(async (values) => {
    const decimal = (text: string) => (text.trim() === '' ? null : readDecimal(text) ?? text)
    const wrong = (['adjustPercent', 'adjustSurcharge', 'roundTo', 'roundEnding'] as const).filter((name) => values[name].trim() !== '' && readDecimal(values[name]) === undefined)
    if (wrong.length) return form.setErrors(Object.fromEntries(wrong.map((name) => [name, t('prices.faults.unreadable')])))
    const terms = {
      name: values.name.trim(), kind, partnerId: kind === 'SPECIAL' || kind === 'PARTNER' ? values.partnerId?.id ?? null : null, accountId: kind === 'SPECIAL' || kind === 'ACCOUNT' ? values.accountId?.id ?? null : null, levelId: kind === 'LEVEL' ? values.levelId : null, country: kind === 'REGION' ? values.country || null : null,
      derivedFromId: values.derivedFromId, adjustPercent: decimal(values.adjustPercent) ?? '100', adjustSurcharge: decimal(values.adjustSurcharge) ?? '0', roundTo: decimal(values.roundTo), roundEnding: values.roundTo.trim() ? decimal(values.roundEnding) : null, roundMode: values.roundTo.trim() ? values.roundMode : null,
      validFrom: values.validFrom || null, validTo: values.validTo || null,
    }
    const payload = list ? await edit.run({ id: list.id, revision: list.revision, ...terms }) : await create.run({ ...terms, currency: currency.toUpperCase() })
    if (!payload?.priceList) return
    onClose()
    onDone?.(payload.priceList.id)
  })
  return (
    <Modal opened onClose={onClose} title={t(list ? 'prices.editList' : 'prices.newList')} size={620} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit} noValidate>
        <TextInput label={t('field.name')} data-autofocus required maxLength={200} {...form.getInputProps('name')} />
        <SimpleGrid cols={{ base: 1, xs: 2 }} mt="sm" spacing="sm" verticalSpacing="sm">
          <Select label={t('prices.for')} data={kinds.map((value) => ({ value, label: t(`prices.kinds.${value}`) }))} allowDeselect={false} {...form.getInputProps('kind')} />
          <TextInput label={t('field.currency')} required maxLength={3} disabled={!!list} {...form.getInputProps('currency')} />
          {(kind === 'SPECIAL' || kind === 'PARTNER') && <RecordPicker of="partner" label={t('field.partner')} required value={form.values.partnerId} onChange={(partner) => form.setFieldValue('partnerId', partner)} error={form.errors.partnerId} />}
          {(kind === 'SPECIAL' || kind === 'ACCOUNT') && <RecordPicker of="account" label={t(kind === 'ACCOUNT' ? 'field.account' : 'prices.endCustomer')} clearable value={form.values.accountId} onChange={(account) => form.setFieldValue('accountId', account)} error={form.errors.accountId} />}
          {kind === 'LEVEL' && <Select label={t('field.level')} required data={(data?.programLevels ?? []).map(({ id, name }) => ({ value: id, label: name }))} {...form.getInputProps('levelId')} />}
          {kind === 'REGION' && <CountrySelect label={t('field.country')} required value={form.values.country} onChange={(code) => form.setFieldValue('country', code ?? '')} error={form.errors.country} />}
        </SimpleGrid>
        <SimpleGrid cols={{ base: 1, xs: 2 }} mt="sm" spacing="sm" verticalSpacing="sm">
          <DayInput label={t('prices.validFrom')} clearable {...form.getInputProps('validFrom')} />
          <DayInput label={t('prices.validTo')} clearable {...form.getInputProps('validTo')} />
          <Select label={t('prices.derivedFrom')} description={t('prices.derivedHint')} clearable searchable data={lists.map(({ id, name }) => ({ value: id, label: name }))} nothingFoundMessage={t('palette.nothing')} {...form.getInputProps('derivedFromId')} />
        </SimpleGrid>
        {form.values.derivedFromId && (
          <SimpleGrid cols={{ base: 1, xs: 2 }} mt="sm" spacing="sm">
            <TextInput label={t('prices.adjustPercent')} inputMode="decimal" {...form.getInputProps('adjustPercent')} />
            <TextInput label={t('prices.adjustSurcharge')} inputMode="decimal" {...form.getInputProps('adjustSurcharge')} />
          </SimpleGrid>
        )}
        <RoundingFields form={form as never} />
        <Group justify="flex-end" mt="lg"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" loading={create.pending || edit.pending} disabled={!form.values.name.trim() || currency.trim().length !== 3}>{t('save')}</Button></Group>
      </form>
    </Modal>
  )
}
