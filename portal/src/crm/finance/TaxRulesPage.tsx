import { ActionIcon, Button, Checkbox, Group, Modal, Select, Stack, TextInput, Tooltip } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { CountrySelect } from '../../shared/CountrySelect'
import { DayInput } from '../../shared/DayInput'
import { useFormat } from '../../shared/format'
import { usePermission } from '../../shared/session/Session'
import { useCommand } from '../../shared/useCommand'
import { today } from '../../shared/today'
import { RemoveTaxRuleDocument, SaveTaxRuleDocument, TaxRulesDocument, type TaxCategory, type TaxRuleRowFragment } from '../gql/graphql'
import { SimplePage } from '../grid/SimplePage'
import { useAsk } from '../record/useAsk'
import { CLASSES } from './taxClasses'

const CATEGORIES: TaxCategory[] = ['S', 'Z', 'E', 'O']

/** What each country takes, by class of product and time. */
export function TaxRulesPage() {
  const { t } = useTranslation()
  const { date, percent, country } = useFormat(), { language } = useTranslation().i18n
  // by the names that stand there, not by codes; the usual class first
  const sorted = (rules: readonly TaxRuleRowFragment[]) => rules.toSorted((one, other) => country(one.country).localeCompare(country(other.country), language) || (one.region ?? '').localeCompare(other.region ?? '') || CLASSES.indexOf(one.taxClass) - CLASSES.indexOf(other.taxClass))
  const manages = usePermission('tax:manage')
  const [edited, setEdited] = useState<TaxRuleRowFragment | 'new'>()
  const query = useQuery({ query: TaxRulesDocument, requestPolicy: 'cache-and-network' }), [, again] = query
  const remove = useCommand(RemoveTaxRuleDocument, { done: t('tax.removed') }), fresh = () => again({ requestPolicy: 'network-only' }), { ask, dialog } = useAsk()
  const placeOf = (rule: TaxRuleRowFragment) => `${country(rule.country)}${rule.region ? ` · ${rule.region}` : ''}`
  const confirm = (rule: TaxRuleRowFragment) => ask({
    title: t('tax.remove'), hint: t('tax.removeHint', { place: placeOf(rule), class: t(`tax.classes.${rule.taxClass}`), rate: percent(rule.rate) }), confirm: t('tax.remove'), danger: true,
    run: () => remove.run({ id: rule.id }).then((done) => { fresh(); return done }),
  })
  return (
    <SimplePage title={t('nav.taxRules')} hint={t('tax.hint')} query={query} pick={({ taxRules }) => sorted(taxRules.nodes)} over={({ validTo }) => !!validTo && validTo < today()}
      actions={manages ? [{ id: 'new', label: t('tax.new'), icon: IconPlus, hotkey: 'n', tone: 'primary', run: () => setEdited('new') }] : []}
      columns={[
        { label: t('field.country'), render: placeOf },
        { label: t('tax.class'), render: ({ taxClass }) => t(`tax.classes.${taxClass}`) },
        { label: t('tax.category'), render: ({ category }) => t(`tax.categories.${category}`) },
        { label: t('tax.rate'), numeric: true, render: ({ rate }) => percent(rate) },
        { label: t('tax.validFrom'), render: ({ validFrom }) => date(validFrom) },
        { label: t('tax.validTo'), render: ({ validTo }) => date(validTo) },
        { label: t('tax.note'), render: ({ note, fromAbroad }) => [fromAbroad && t('tax.fromAbroad'), note].filter(Boolean).join(' · ') },
        ...(manages ? [{ label: '', render: (rule: TaxRuleRowFragment) => (
          <Group gap={4} wrap="nowrap">
            <Tooltip label={t('tax.edit')}><ActionIcon variant="subtle" color="gray" aria-label={t('tax.edit')} onClick={() => setEdited(rule)}><IconPencil size={16} /></ActionIcon></Tooltip>
            <Tooltip label={t('tax.remove')}><ActionIcon variant="subtle" color="gray" aria-label={t('tax.remove')} onClick={() => confirm(rule)}><IconTrash size={16} /></ActionIcon></Tooltip>
          </Group>) }] : []),
      ]}>
      {dialog}
      {edited && <TaxRuleDialog rule={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} onDone={fresh} />}
    </SimplePage>
  )
}

function TaxRuleDialog({ rule, onClose, onDone }: { rule?: TaxRuleRowFragment; onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation()
  const form = useForm({ initialValues: { country: rule?.country ?? '', region: rule?.region ?? '', taxClass: rule?.taxClass ?? 'STANDARD', category: rule?.category ?? 'S', rate: rule ? String(Number(rule.rate)) : '', fromAbroad: rule?.fromAbroad ?? false, validFrom: rule?.validFrom ?? '', validTo: rule?.validTo ?? '', note: rule?.note ?? '' } })
  const { run, pending } = useCommand(SaveTaxRuleDocument, { form, done: t('tax.saved'), onErrors: (errors) => { if (errors.some(({ code }) => code === 'STALE')) onDone(); return false } })
  const submit = form.onSubmit(async ({ region, validFrom, validTo, note, rate, ...values }) => {
    if (await run({ ...(rule ? { id: rule.id, revision: rule.revision } : {}), ...values, rate: rate.trim().replace(',', '.') || '0', region: region.trim() || null, validFrom: validFrom || null, validTo: validTo || null, note: note.trim() || null })) { onDone(); onClose() }
  })
  return (
    <Modal opened onClose={onClose} title={t(rule ? 'tax.edit' : 'tax.new')} size={520} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <Group grow align="flex-start"><CountrySelect label={t('field.country')} required {...form.getInputProps('country')} /><TextInput label={t('tax.region')} maxLength={10} {...form.getInputProps('region')} /></Group>
          <Group grow align="flex-start">
            <Select label={t('tax.class')} data={CLASSES.map((value) => ({ value, label: t(`tax.classes.${value}`) }))} allowDeselect={false} {...form.getInputProps('taxClass')} />
            <Select label={t('tax.category')} data={CATEGORIES.map((value) => ({ value, label: t(`tax.categories.${value}`) }))} allowDeselect={false} {...form.getInputProps('category')} />
          </Group>
          <TextInput label={t('tax.rate')} inputMode="decimal" rightSection="%" {...form.getInputProps('rate')} />
          <Group grow align="flex-start"><DayInput label={t('tax.validFrom')} clearable {...form.getInputProps('validFrom')} /><DayInput label={t('tax.validTo')} clearable {...form.getInputProps('validTo')} /></Group>
          <Checkbox label={t('tax.fromAbroad')} description={t('tax.fromAbroadHint')} {...form.getInputProps('fromAbroad', { type: 'checkbox' })} />
          <TextInput label={t('tax.note')} maxLength={500} {...form.getInputProps('note')} />
          <Group justify="flex-end"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" loading={pending}>{t('save')}</Button></Group>
        </Stack>
      </form>
    </Modal>
  )
}
