import { MultiSelect, Pill, Switch } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useCountries } from '../../shared/CountrySelect'
import { PromotionChoicesDocument } from '../gql/graphql'
import { RecordPicker } from '../record/RecordPicker'
import type { Terms } from './terms'
import c from './promotions.module.css'

/** Whom a promotion is for: levels and countries narrow each other, partners named are in it in any case. */
export function WhoFields({ form, disabled }: { form: UseFormReturnType<Terms>; disabled: boolean }) {
  const { t } = useTranslation()
  const [{ data }] = useQuery({ query: PromotionChoicesDocument })
  const { partners } = form.values
  const set = (next: Terms['partners']) => form.setFieldValue('partners', next)
  return (
    <>
      <p className="meta">{t('promotions.whoHint')}</p>
      <div className={c.pair}>
        <MultiSelect label={t('field.level')} data={(data?.programLevels ?? []).map(({ id, name }) => ({ value: id, label: name }))} value={form.values.levelIds} onChange={(value) => form.setFieldValue('levelIds', value)} clearable disabled={disabled} error={form.errors.levelIds} />
        <MultiSelect label={t('field.country')} data={useCountries()} value={form.values.countries} onChange={(value) => form.setFieldValue('countries', value)} searchable clearable disabled={disabled} error={form.errors.countries} />
      </div>
      <RecordPicker of="partner" label={t('promotions.partners')} value={null} disabled={disabled} error={form.errors.partners} onChange={(one) => { if (one && !partners.some(({ id }) => id === one.id)) set([...partners, one]) }} />
      {partners.length > 0 && <Pill.Group>{partners.map(({ id, name }) => <Pill key={id} withRemoveButton={!disabled} onRemove={() => set(partners.filter((one) => one.id !== id))} removeButtonProps={{ 'aria-label': t('promotions.removeItem', { name }) }}>{name}</Pill>)}</Pill.Group>}
      <Switch label={t('promotions.partnersOnly')} checked={form.values.partnersOnly} disabled={disabled} onChange={(event) => form.setFieldValue('partnersOnly', event.currentTarget.checked)} />
    </>
  )
}
