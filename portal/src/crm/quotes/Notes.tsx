import { Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { QuoteDraft } from './useQuoteDraft'
import c from './quotes.module.css'

/** What the dealer will read, and what only we do. */
export function Notes({ quote: { draft, change }, editable }: { quote: QuoteDraft; editable: boolean }) {
  const { t } = useTranslation()
  const fields = ['note', 'internalNote'] as const
  if (!editable && fields.every((field) => !draft[field])) return null
  return (
    <div className={c.notes}>
      {fields.map((field) => editable
        ? <Textarea key={field} label={t(`quotes.${field}`)} description={t(`quotes.${field}Hint`)} autosize minRows={2} maxRows={8} value={draft[field]} onChange={(event) => { const { value } = event.currentTarget; change((before) => ({ ...before, [field]: value })) }} />
        : draft[field] && <div key={field}><span className="meta">{t(`quotes.${field}`)}</span><p className={c.noteText}>{draft[field]}</p></div>)}
    </div>
  )
}
