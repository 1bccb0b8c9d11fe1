import { useTranslation } from 'react-i18next'
import { useFormat } from '../../shared/format'
import { compare } from '../../shared/decimal'
import c from './Price.module.css'

type Props = { net: string | null | undefined; list: string | null | undefined; currency: string; size?: 'md' | 'lg' }

/** What the dealer pays, first; the list price struck through when it is higher. */
export function Price({ net, list, currency, size = 'md' }: Props) {
  const { t } = useTranslation()
  const { money } = useFormat()
  if (net == null) return <span className={c.none}>{t('catalogue.noPrice')}</span>
  const lower = list != null && compare(net, list) < 0
  return (
    <span className={c.price} data-size={size}>
      <span className="visually-hidden">{t('catalogue.netPrice')} </span><b>{money(net, currency, 'short')}</b>
      {lower && <><span className="visually-hidden"> {t('catalogue.listPrice')} </span><s>{money(list, currency, 'short')}</s></>}
    </span>
  )
}
