import { Fragment, useState } from 'react'
import { Button } from '@mantine/core'
import { IconFileTypeCsv, IconFileTypePdf } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Empty } from '../../shared/Empty'
import { useFormat } from '../../shared/format'
import { Loaded } from '../../shared/Loaded'
import { usePermission } from '../../shared/session/Session'
import { SkeletonRecord } from '../../shared/Skeletons'
import { StateBadge } from '../../shared/StateBadge'
import { today as dayHere } from '../../shared/today'
import { BalanceDocument, type BalanceQuery } from '../gql/graphql'
import { Facts } from '../parts/Facts'
import { PageHead } from '../parts/PageHead'
import { RecordTable } from '../parts/RecordTable'
import page from '../parts/page.module.css'

/** What we owe, how to pay it, and what has come of it. */
export function BalancePage() {
  const { t } = useTranslation()
  const reads = usePermission('payment:read'), [today] = useState(dayHere)
  const query = useQuery({ query: BalanceDocument, variables: { today }, pause: !reads, requestPolicy: 'cache-and-network' })
  if (!reads) return <><PageHead title={t('nav.balance')} /><Empty kind="noPermission" /></>
  return <Loaded query={query} skeleton={<SkeletonRecord />}>{(data) => <Balance data={data} />}</Loaded>
}

function Balance({ data: { viewer, payingInstructions: how, invoices, payments, accountStatement } }: { data: BalanceQuery }) {
  const { t } = useTranslation()
  const { money, date } = useFormat()
  const partner = viewer?.partner, file = (kind: string) => `/partner/files/account-statement.${kind}`
  return (
    <article>
      <PageHead title={t('nav.balance')}>
        <Button component="a" variant="default" href={file('pdf')} target="_blank" rel="noopener" leftSection={<IconFileTypePdf size={17} stroke={1.6} />}>{t('balance.pdf')}</Button>
        <Button component="a" variant="default" href={file('csv')} leftSection={<IconFileTypeCsv size={17} stroke={1.6} />}>{t('balance.csv')}</Button>
      </PageHead>
      <div className={page.two}>
        <div className={page.stack}>
          <section className={page.section}>
            <h2>{t('balance.open')}</h2>
            {invoices.nodes.length === 0 ? <p className="muted">{t('balance.nothingOpen')}</p> : <RecordTable label={t('balance.open')} rows={invoices.nodes} columns={[
              { key: 'number', label: t('invoices.number'), cell: ({ id, number }) => <Link className="link" to="/invoices/$id" params={{ id }}>{number}</Link> },
              { key: 'due', label: t('invoices.due'), cell: ({ dueDate, overdueDays }) => <span>{date(dueDate)}{overdueDays != null && <span className="meta"> {t('invoices.overdueBy', { count: overdueDays })}</span>}</span> },
              { key: 'open', label: t('invoices.open'), end: true, cell: ({ openAmount, currency }) => <b>{money(openAmount, currency)}</b> },
            ]} />}
          </section>
          <section className={page.section}>
            <h2>{t('balance.payments')}</h2>
            {payments.nodes.length === 0 ? <p className="muted">{t('balance.noPayments')}</p> : <RecordTable label={t('balance.payments')} rows={payments.nodes} columns={[
              { key: 'day', label: t('balance.day'), cell: ({ day, number, state }) => <span>{date(day)} <span className="meta">{number}</span> {state === 'Reversed' && <StateBadge state={state} />}</span> },
              { key: 'for', label: t('balance.paidFor'), cell: ({ allocations }) => <span>{allocations.map(({ id, invoice }, at) => <Fragment key={id}>{at > 0 && ', '}<Link className="link" to="/invoices/$id" params={{ id: invoice!.id }}>{invoice!.number}</Link></Fragment>)}</span> },
              { key: 'amount', label: t('amount'), end: true, cell: ({ amount, currency }) => money(amount, currency) },
            ]} />}
          </section>
        </div>
        <aside className={page.stack}>
          <section className={`${page.card} ${page.soft}`}>
            <h2>{t('balance.title')}</h2>
            {partner && <Facts of={[[t('home.balance'), <b key="b">{money(partner.balance, partner.currency)}</b>], [t('home.creditLeft'), partner.creditLeft != null && money(partner.creditLeft, partner.currency)], [t('home.overdue'), Number(partner.overdue) > 0 && money(partner.overdue, partner.currency)],
              ...accountStatement.map((one) => [t('balance.account', { currency: one.currency }), money(one.closing, one.currency)] as [string, string])]} />}
          </section>
          <section className={page.card}>
            <h2>{t('balance.how')}</h2>
            <Facts of={[[t('balance.bank'), how.bank], [t('balance.reference'), how.reference]]} />
            <p className={`meta ${page.hint}`}>{t('balance.howHint')}</p>
          </section>
        </aside>
      </div>
    </article>
  )
}
