import { useTranslation } from 'react-i18next'
import { useFormat } from './format'
import c from './LineParts.module.css'

type Part = { sku?: string | null; name: string; quantity: number; netPrice?: string | null }

/** What one of a configured line is built of, to be opened, and what was chosen; nothing for a plain product. */
export function LineParts({ parts, choices, currency, open = false }: { parts: readonly Part[] | null | undefined; choices?: readonly string[] | null; currency: string; open?: boolean }) {
  const { t } = useTranslation()
  const { money, number } = useFormat()
  if (!parts?.length) return null
  return (
    <details className={c.parts} open={open}>
      <summary>{t('lineParts.builtOf', { count: parts.length })}</summary>
      <ul aria-label={t('lineParts.each')}>
        {parts.map(({ sku, name, quantity, netPrice }, index) => (
          <li key={index}><span>{quantity > 1 && <b>{number(quantity)} × </b>}{name}{sku && <span className="meta"> {sku}</span>}</span><span className="num">{netPrice == null ? '' : money(netPrice, currency)}</span></li>
        ))}
      </ul>
      {choices?.length ? <p>{choices.join(' · ')}</p> : null}
    </details>
  )
}
