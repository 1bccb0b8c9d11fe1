import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useFormat } from '../format'
import { SpecialPriceUsesDocument } from '../gql/graphql'
import { StateBadge } from '../StateBadge'
import c from './specials.module.css'

/** Which orders took how much. */
export function Uses({ id }: { id: string }) {
  const { t } = useTranslation()
  const { date, number } = useFormat()
  const [first, setFirst] = useState(20)
  const [{ data }] = useQuery({ query: SpecialPriceUsesDocument, variables: { id, first } })
  const uses = data?.specialPrice?.uses
  if (!uses) return null
  return (
    <>
      {uses.nodes.length === 0 && <p className="muted">{t('specials.noUses')}</p>}
      <ul className={c.uses}>
        {uses.nodes.map((use) => (
          <li key={use.id}>
            {use.order && <><Link className="link" to={'/orders/$id' as '/'} params={{ id: use.order.id } as never}>{use.order.number}</Link><StateBadge state={use.order.state} /></>}
            <span>{t('specials.took', { number: number(use.quantity), sku: use.line?.product?.sku })}{use.releasedQuantity > 0 && ` · ${t('specials.released', { number: number(use.releasedQuantity) })}`}</span>
            <span className="meta">{date(use.at)}</span>
          </li>
        ))}
      </ul>
      {uses.pageInfo.hasNextPage && <Button variant="subtle" size="compact-sm" onClick={() => setFirst(100)}>{t('specials.more')}</Button>}
    </>
  )
}
