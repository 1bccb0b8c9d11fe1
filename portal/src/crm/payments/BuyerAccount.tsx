import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useFormat } from '../../shared/format'
import { usePermission } from '../../shared/session/Session'
import { useCommand } from '../../shared/useCommand'
import { today as dayHere } from '../../shared/today'
import { BuyerHoldDocument, BuyerStandingDocument, HoldDunningDocument, LiftDunningHoldDocument } from '../gql/graphql'
import { Fact } from '../record/Fact'
import { Section } from '../record/Related'
import r from '../record/record.module.css'
import { useAsk } from '../record/useAsk'
import { StatementDialog } from './StatementDialog'

/** What a buyer owes by our books, currency by currency, with the statement of it; and whether reminders go out. */
export function BuyerAccount({ partnerId, accountId, name }: { partnerId?: string; accountId?: string; name: string }) {
  const { t } = useTranslation()
  const { money } = useFormat()
  const reads = usePermission('payment:read'), knowsHolds = usePermission('dunning:read'), holds = usePermission('dunning:hold'), buyerId = (partnerId ?? accountId)!
  const [today] = useState(dayHere), [opened, setOpened] = useState(false)
  const [{ data }] = useQuery({ query: BuyerStandingDocument, variables: { buyerId, from: today, to: today }, pause: !reads, requestPolicy: 'cache-and-network' })
  const [{ data: held }, again] = useQuery({ query: BuyerHoldDocument, variables: { filter: { open: true, ...(partnerId ? { partnerId: [partnerId] } : { accountId: [accountId!] }) } }, pause: !knowsHolds, requestPolicy: 'cache-and-network' })
  const { ask, dialog } = useAsk(), hold = useCommand(HoldDunningDocument, { done: t('dunning.heldBuyer') }), lift = useCommand(LiftDunningHoldDocument, { done: t('dunning.lifted') })
  if (!data) return null
  const [holding] = held?.dunningHolds.nodes ?? [], refresh = <Done,>(done: Done) => { again({ requestPolicy: 'network-only' }); return done }
  return (
    <Section title={t('payments.account')} action={<Button size="compact-xs" variant="default" onClick={() => setOpened(true)}>{t('payments.statement')}</Button>}>
      <dl className={r.facts}>
        {data.accountStatement.map(({ currency, closing }) => <Fact key={currency} label={t('payments.owes', { currency })}>{money(closing, currency)}</Fact>)}
        {data.accountStatement.length === 0 && <Fact label={t('payments.balance')}>{t('payments.noMovements')}</Fact>}
        {knowsHolds && (
          <Fact label={t('nav.dunning')}>
            {holding ? t('dunning.heldBecause', { reason: holding.reason }) : t('dunning.isReminded')}
            {holds && <Group mt={4}>{holding
              ? <Button size="compact-xs" variant="default" loading={lift.pending} onClick={() => void lift.run({ id: holding.id }).then(refresh)}>{t('dunning.lift')}</Button>
              : <Button size="compact-xs" variant="default" onClick={() => ask({ title: t('dunning.holdBuyer', { name }), hint: t('dunning.holdBuyerHint'), field: t('invoices.reason'), required: true, confirm: t('dunning.hold'), run: (reason) => hold.run({ partnerId, accountId, reason }).then(refresh) })}>{t('dunning.hold')}</Button>}</Group>}
          </Fact>
        )}
      </dl>
      {opened && <StatementDialog buyerId={buyerId} name={name} onClose={() => setOpened(false)} />}
      {dialog}
    </Section>
  )
}
