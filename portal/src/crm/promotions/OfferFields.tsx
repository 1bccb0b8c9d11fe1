import { SegmentedControl, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import type { Terms } from './terms'
import c from './promotions.module.css'

/** What each kind asks for. */
export function OfferFields({ form }: { form: UseFormReturnType<Terms> }) {
  const { t } = useTranslation()
  const { kind, off } = form.values, bundle = kind === 'BUNDLE'
  const text = (name: keyof Terms, label: string, mode: 'decimal' | 'numeric' | 'text' = 'numeric', required = false) => <TextInput key={name} label={label} inputMode={mode} withAsterisk={required} {...form.getInputProps(name)} />
  const money = <>{text('amount', t(bundle ? 'promotions.amountBundle' : 'promotions.amountEach'), 'decimal', true)}{text('currency', t('field.currency'), 'text', true)}</>
  const percent = text('percent', t('promotions.percent'), 'decimal', true)
  return (
    <>
      <p className="meta">{t(`promotions.hint.${kind}`)}</p>
      {bundle && <SegmentedControl aria-label={t('promotions.gives')} value={off} onChange={(value) => form.setFieldValue('off', value as Terms['off'])} data={['percent', 'amount'].map((value) => ({ value, label: t(`promotions.off.${value}`) }))} />}
      <div className={c.three}>
        {kind === 'PERCENT' || (bundle && off === 'percent') ? percent : null}
        {kind === 'AMOUNT' || (bundle && off === 'amount') ? money : null}
        {kind === 'BUY_GET' && <>{text('buyQuantity', t('promotions.buy'), 'numeric', true)}{text('getQuantity', t('promotions.free'), 'numeric', true)}</>}
        {!bundle && <>{text('minQuantity', t('promotions.minQuantity'))}{text('maxQuantity', t('promotions.maxQuantity'))}</>}
      </div>
    </>
  )
}
