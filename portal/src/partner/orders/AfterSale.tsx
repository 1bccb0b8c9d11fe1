import { Button, Group } from '@mantine/core'
import { IconArrowBackUp, IconReplace } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useActions } from '../../shared/actions/registry'
import { ChangeDialog } from '../../shared/orders/ChangeDialog'
import { OrderChanges } from '../../shared/orders/OrderChanges'
import { ReturnDialog } from '../../shared/orders/ReturnDialog'
import { Returns } from '../../shared/orders/Returns'
import { OrderDetailsDocument } from '../gql/graphql'
import page from '../parts/page.module.css'

/** What a dealer may still ask for: another quantity or day before it has left, a return once it has arrived – and what became of that. */
export function AfterSale({ id }: { id: string }) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState<'change' | 'return'>()
  const [{ data }] = useQuery({ query: OrderDetailsDocument, variables: { id } })
  const order = data?.order
  const may = (verb: string) => !!order?.actions.includes(verb)
  const offered = [
    ...(may('requestOrderChange') ? [{ id: 'change' as const, label: t('orderDesk.askChange'), icon: IconReplace }] : []),
    ...(may('requestReturn') ? [{ id: 'return' as const, label: t('orderDesk.askReturn'), icon: IconArrowBackUp }] : []),
  ]
  useActions(offered.map((one) => ({ id: `order.${one.id}`, label: one.label, run: () => setAsking(one.id), group: `${t('records.order')} ${order?.number ?? ''}` })))
  if (!order) return null
  return (
    <>
      {offered.length > 0 && <Group gap="xs">{offered.map(({ id: what, label, icon: Icon }) => <Button key={what} variant="default" leftSection={<Icon size={16} stroke={1.7} aria-hidden />} onClick={() => setAsking(what)}>{label}</Button>)}</Group>}
      {order.changes.length > 0 && <section className={page.section}><h2>{t('orderDesk.changes')}</h2><OrderChanges changes={order.changes} /></section>}
      {order.returns.length > 0 && <section className={page.section}><h2>{t('orderDesk.returns')}</h2><Returns returns={order.returns} /></section>}
      {asking === 'change' && <ChangeDialog order={order} onClose={() => setAsking(undefined)} />}
      {asking === 'return' && <ReturnDialog order={order} onClose={() => setAsking(undefined)} />}
    </>
  )
}
