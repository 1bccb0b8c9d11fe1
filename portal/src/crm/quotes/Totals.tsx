import { TextInput } from '@mantine/core'
import { Fragment, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DayInput } from '../../shared/DayInput'
import { useFormat } from '../../shared/format'
import { readPercent } from '../../shared/readNumber'
import { useTaxRows } from '../../shared/taxes/useTaxRows'
import type { TaxesFragment } from '../gql/graphql'
import { digitsOf } from '../../shared/decimal'
import { totalsOf } from './amounts'
import type { QuoteDraft } from './useQuoteDraft'
import c from './quotes.module.css'

// The reader's own day, as YYYY-MM-DD.
const today = () => new Date().toLocaleDateString('sv')

type Props = { quote: QuoteDraft; currency: string; editable: boolean; costs?: Map<string, { unitCost?: string | null }>; /** Of the lines as they were saved. */ taxes?: TaxesFragment | null }

/** Discount on the whole and validity on the left, what it comes to on the right. */
export function Totals({ quote: { draft, change }, currency, editable, costs, taxes }: Props) {
  const { t } = useTranslation()
  const { date, money, percent } = useFormat()
  // What cannot be taken stays in its field; the draft keeps the last value that could.
  const [typed, setTyped] = useState<string>()
  const [past, setPast] = useState<string>()
  const badDiscount = typed !== undefined && typed.trim() !== '' && readPercent(typed.replace(/[.,]$/, '')) === undefined
  const day = past ?? draft.validUntil
  const typeDiscount = (text: string) => {
    setTyped(text)
    const value = text.trim() === '' ? '' : readPercent(text)
    if (value !== undefined && value !== draft.discountPercent) change((before) => ({ ...before, discountPercent: value }))
  }
  const chooseDay = (chosen: string) => {
    const over = chosen !== '' && chosen < today()
    setPast(over ? chosen : undefined)
    if (!over) change((before) => ({ ...before, validUntil: chosen || null }))
  }
  const lines = draft.lines.map((line) => ({ ...line, unitCost: costs ? line.unitCost ?? costs.get(line.id ?? '')?.unitCost : null }))
  const { subtotal, discountAmount, total, margin, marginPercent } = totalsOf(lines, draft.discountPercent, digitsOf(currency))
  const { rows, notes } = useTaxRows()(taxes && Number(taxes.net) === Number(total) ? taxes : null, currency)
  return (
    <div className={c.totals} data-margin={costs && true}>
      <div className={c.fields}>
        {editable ? (
          <>
            <TextInput label={t('quotes.discount')} rightSection="%" inputMode="decimal" value={typed ?? draft.discountPercent} error={badDiscount && t('quotes.invalid.discount')} onChange={(event) => typeDiscount(event.currentTarget.value)} onBlur={() => { if (!badDiscount) setTyped(undefined) }} />
            <DayInput label={t('field.validUntil')} clearable value={day} error={day && day < today() && t('quotes.invalid.validUntil')} onChange={chooseDay} />
            <TextInput label={t('quotes.paymentDays')} placeholder={t('quotes.usualTerms')} inputMode="numeric" maxLength={3} value={draft.paymentDays} error={Number(draft.paymentDays) > 365 && t('quotes.invalid.paymentDays')}
              onChange={(event) => { const text = event.currentTarget.value.replace(/\D/g, ''); if (Number(text) <= 365) change((before) => ({ ...before, paymentDays: text })) }} />
          </>
        ) : (
          <p><span className="meta">{t('field.validUntil')}</span><br />{date(draft.validUntil)}</p>
        )}
      </div>
      <dl>
        <dt>{t('quotes.subtotal')}</dt><dd>{money(subtotal, currency)}</dd>
        {draft.discountPercent && Number(draft.discountPercent) !== 0 && <><dt>{t('quotes.discountOf', { percent: percent(draft.discountPercent) })}</dt><dd>−{money(discountAmount, currency)}</dd></>}
        <dt className={c.grand}>{t('field.total')}</dt><dd className={c.grand}>{money(total, currency)}</dd>
        {rows.map(([label, amount]) => <Fragment key={label}><dt>{label}</dt><dd>{amount}</dd></Fragment>)}
        {notes.length > 0 && <dd className={`meta ${c.taxNotes}`}>{notes.join(' ')}</dd>}
        {margin !== undefined && <><dt>{t('field.margin')}</dt><dd>{money(margin, currency)}{marginPercent !== undefined && <span className="muted"> · {percent(marginPercent)}</span>}</dd></>}
      </dl>
    </div>
  )
}
