import { NumberInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { DayInput } from '../../shared/DayInput'
import { useFormat } from '../../shared/format'
import { digitsOf, totalsOf } from './amounts'
import type { QuoteDraft } from './useQuoteDraft'
import c from './quotes.module.css'

type Props = { quote: QuoteDraft; currency: string; editable: boolean; costs?: Map<string, { unitCost?: string | null }> }

/** Discount on the whole and validity on the left, what it comes to on the right. */
export function Totals({ quote: { draft, change }, currency, editable, costs }: Props) {
  const { t } = useTranslation()
  const { date, money, percent } = useFormat()
  const lines = draft.lines.map((line) => ({ ...line, unitCost: costs ? line.unitCost ?? costs.get(line.id ?? '')?.unitCost : null }))
  const { subtotal, discountAmount, total, margin, marginPercent } = totalsOf(lines, draft.discountPercent, digitsOf(currency))
  return (
    <div className={c.totals} data-margin={costs && true}>
      <div className={c.fields}>
        {editable ? (
          <>
            <NumberInput label={t('quotes.discount')} suffix="%" min={0} max={100} decimalScale={2} hideControls value={draft.discountPercent} onValueChange={({ value }) => { if (value !== draft.discountPercent) change((before) => ({ ...before, discountPercent: value })) }} />
            <DayInput label={t('field.validUntil')} clearable value={draft.validUntil} onChange={(day) => change((before) => ({ ...before, validUntil: day || null }))} />
          </>
        ) : (
          <p><span className="meta">{t('field.validUntil')}</span><br />{date(draft.validUntil)}</p>
        )}
      </div>
      <dl>
        <dt>{t('quotes.subtotal')}</dt><dd>{money(subtotal, currency)}</dd>
        {draft.discountPercent && Number(draft.discountPercent) !== 0 && <><dt>{t('quotes.discountOf', { percent: percent(draft.discountPercent) })}</dt><dd>−{money(discountAmount, currency)}</dd></>}
        <dt className={c.grand}>{t('field.total')}</dt><dd className={c.grand}>{money(total, currency)}</dd>
        {margin !== undefined && <><dt>{t('field.margin')}</dt><dd>{money(margin, currency)}{marginPercent !== undefined && <span className="muted"> · {percent(marginPercent)}</span>}</dd></>}
      </dl>
    </div>
  )
}
