import { Button, Group, NumberInput, SegmentedControl, Switch, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DayInput } from '../../shared/DayInput'
import { toastFailed } from '../../shared/toasts'
import { useCommand, type UserError } from '../../shared/useCommand'
import { CreatePromotionDocument, EditPromotionDocument, type PromotionSheetFragment } from '../gql/graphql'
import { ItemsField } from './ItemsField'
import { OfferFields } from './OfferFields'
import { type Terms, emptyTerms, inputOf, termsOf } from './terms'
import { WhoFields } from './WhoFields'
import c from './promotions.module.css'

/** Where the form has a field for what the server calls otherwise. */
const fields: Record<string, string> = { nameI18n: 'name', descriptionI18n: 'description', partnerIds: 'partners' }

/** Makes a promotion, or changes one: of what has begun only the texts, the last day and the budget. */
export function PromotionEditor({ promotion, onDone }: { promotion?: PromotionSheetFragment; onDone?: () => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [today] = useState(() => new Date().toLocaleDateString('sv'))
  const form = useForm<Terms>({ initialValues: promotion ? termsOf(promotion) : emptyTerms(today) })
  const [items, setItems] = useState<Record<number, string>>({})
  const begun = promotion !== undefined && promotion.state !== 'Draft'
  /** What stands beside a field is said there, all else in a message. */
  const onErrors = (errors: UserError[]) => {
    setItems(Object.fromEntries(errors.filter(({ path }) => path[1] === 'items' && path[2]).map(({ path, message }) => [Number(path[2]), message])))
    const beside = errors.filter(({ path }) => path[0] === 'terms' && path[1] && !(path[1] === 'items' && path[2]))
    form.setErrors(Object.fromEntries(beside.map(({ path, message }) => [fields[path[1]!] ?? path[1]!, message])))
    for (const { message } of errors.filter(({ path }) => path[0] !== 'terms')) toastFailed(message)
    return true
  }
  const create = useCommand(CreatePromotionDocument, { onErrors, done: t('promotions.created') }), edit = useCommand(EditPromotionDocument, { onErrors, done: t('saved') })
  const submit = form.onSubmit(async (terms) => {
    setItems({})
    if (promotion) { if (await edit.run({ id: promotion.id, revision: promotion.revision, terms: inputOf(terms) })) onDone?.(); return }
    const payload = await create.run({ terms: inputOf(terms) })
    if (payload?.promotion) void navigate({ to: '/promotions/$id', params: { id: payload.promotion.id } })
  })
  const field = (name: keyof Terms) => form.getInputProps(name)
  return (
    <form onSubmit={submit} className={c.editor} aria-label={promotion ? t('edit') : t('promotions.new')}>
      {begun && <p className={c.note}>{t('promotions.begun')}</p>}
      <fieldset>
        <legend>{t('promotions.texts')}</legend>
        <TextInput label={t('field.name')} required maxLength={200} data-autofocus {...field('name')} />
        <div className={c.pair}><TextInput label={`${t('field.name')} – 繁體中文`} maxLength={200} {...field('nameHant')} /><TextInput label={`${t('field.name')} – 简体中文`} maxLength={200} {...field('nameHans')} /></div>
        <Textarea label={t('promotions.description')} description={t('promotions.descriptionHint')} autosize minRows={2} maxLength={2000} {...field('description')} />
        <div className={c.pair}><Textarea label={`${t('promotions.description')} – 繁體中文`} autosize maxLength={2000} {...field('descriptionHant')} /><Textarea label={`${t('promotions.description')} – 简体中文`} autosize maxLength={2000} {...field('descriptionHans')} /></div>
      </fieldset>
      <fieldset disabled={begun}>
        <legend>{t('promotions.gives')}</legend>
        <SegmentedControl aria-label={t('field.kind')} value={form.values.kind} onChange={(kind) => form.setFieldValue('kind', kind as Terms['kind'])} disabled={begun} data={['PERCENT', 'AMOUNT', 'BUY_GET', 'BUNDLE'].map((value) => ({ value, label: t(`promotions.kind.${value}`) }))} />
        <OfferFields form={form} />
      </fieldset>
      <fieldset disabled={begun}>
        <legend>{t('promotions.what')}</legend>
        <ItemsField form={form} faults={items} disabled={begun} />
      </fieldset>
      <fieldset disabled={begun}>
        <legend>{t('promotions.who')}</legend>
        <WhoFields form={form} disabled={begun} />
      </fieldset>
      <fieldset>
        <legend>{t('promotions.days')}</legend>
        <div className={c.pair}><DayInput label={t('promotions.begins')} required disabled={begun} {...field('validFrom')} /><DayInput label={t('promotions.ends')} clearable {...field('validTo')} /></div>
      </fieldset>
      <fieldset>
        <legend>{t('promotions.budget')}</legend>
        <p className="meta">{t('promotions.budgetHint')}</p>
        <div className={c.three}>
          <TextInput label={t('promotions.budgetAmount')} inputMode="decimal" {...field('budgetAmount')} /><TextInput label={t('field.currency')} maxLength={3} {...field('budgetCurrency')} /><TextInput label={t('promotions.budgetQuantity')} inputMode="numeric" {...field('budgetQuantity')} />
        </div>
      </fieldset>
      <fieldset disabled={begun}>
        <legend>{t('promotions.stacking')}</legend>
        <NumberInput label={t('prices.rank')} description={t('promotions.rankHint')} min={0} max={10_000} maw={220} value={form.values.rank} onChange={(value) => form.setFieldValue('rank', String(value))} error={form.errors.rank} />
        <Switch label={t('promotions.stacks')} checked={form.values.stackable} onChange={(event) => form.setFieldValue('stackable', event.currentTarget.checked)} disabled={begun} />
      </fieldset>
      <Group className={c.foot}>
        <Button type="submit" loading={create.pending || edit.pending}>{promotion ? t('save') : t('create')}</Button>
        {onDone && <Button variant="default" onClick={onDone}>{t('cancel')}</Button>}
      </Group>
    </form>
  )
}
