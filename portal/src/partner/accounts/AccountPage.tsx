import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconEdit, IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useActions } from '../../shared/actions/registry'
import { Addresses } from '../../shared/addresses/Addresses'
import { Avatar } from '../../shared/Avatar'
import { Empty } from '../../shared/Empty'
import { useFormat } from '../../shared/format'
import { Loaded } from '../../shared/Loaded'
import { SkeletonRecord } from '../../shared/Skeletons'
import { StateBadge } from '../../shared/StateBadge'
import { AccountDocument, type AccountQuery } from '../gql/graphql'
import { useOrderColumns } from '../orders/columns'
import { Facts } from '../parts/Facts'
import { PageHead } from '../parts/PageHead'
import page from '../parts/page.module.css'
import { RecordTable } from '../parts/RecordTable'
import { useQuoteColumns } from '../quotes/columns'
import { AccountForm } from './AccountForm'
import { Contacts } from './Contacts'

export function AccountPage({ id }: { id: string }) {
  const query = useQuery({ query: AccountDocument, variables: { id } })
  return <Loaded query={query} skeleton={<SkeletonRecord />}>{({ account }) => (account ? <Account key={account.id} account={account} /> : <Empty kind="notFound" />)}</Loaded>
}

function Account({ account }: { account: NonNullable<AccountQuery['account']> }) {
  const { t } = useTranslation()
  const { country } = useFormat()
  const [editing, { open, close }] = useDisclosure()
  const quoteColumns = useQuoteColumns().filter(({ key }) => key !== 'account')
  const orderColumns = useOrderColumns().filter(({ key }) => key !== 'account')
  const { name, number, status, website, phone, email, industry, seller, contacts, quotes, orders, actions } = account
  const mayEdit = actions.includes('update')
  useActions(mayEdit ? [{ id: 'account.update', label: t('accounts.edit'), group: name, keys: 'e', run: open }] : [])
  return (
    <article>
      <PageHead title={name} beside={<StateBadge state={status} size="md" />} back={{ label: t('nav.accounts'), to: '/accounts' }} meta={number}>
        {mayEdit && <Button variant="default" leftSection={<IconEdit size={16} stroke={1.7} aria-hidden />} onClick={open}>{t('edit')}</Button>}
      </PageHead>
      <div className={page.two}>
        <div className={page.stack}>
          <section className={page.section}>
            <h2>{t('nav.quotes')}</h2>
            {quotes.nodes.length > 0 ? <RecordTable label={t('nav.quotes')} rows={quotes.nodes} columns={quoteColumns} /> : <p className="muted">{t('accounts.noQuotes')}</p>}
          </section>
          <section className={page.section} style={{ marginTop: 12 }}>
            <h2>{t('nav.orders')}</h2>
            {orders.nodes.length > 0 ? <RecordTable label={t('nav.orders')} rows={orders.nodes} columns={orderColumns} /> : <p className="muted">{t('accounts.noOrders')}</p>}
          </section>
        </div>
        <aside className={page.stack}>
          <section className={`${page.card} ${page.soft}`}>
            <h2>{t('facts')}</h2>
            <Facts of={[
              [t('accounts.industry'), industry],
              [t('accounts.phone'), phone && <a className="link" key="phone" href={`tel:${phone.replaceAll(' ', '')}`}>{phone}</a>],
              [t('accounts.email'), email && <a className="link" key="email" href={`mailto:${email}`}>{email}</a>],
              [t('accounts.website'), website && <a className="link" key="website" href={/^https?:\/\//.test(website) ? website : `https://${website}`} target="_blank" rel="noreferrer">{website.replace(/^https?:\/\//, '')}</a>],
              [t('accounts.city'), [account.city, country(account.country)].filter(Boolean).join(', ')],
              [t('accounts.seller'), seller && <span key="seller" style={{ display: 'inline-flex', gap: 8, alignItems: 'center' }}><Avatar name={seller.name} size={22} />{seller.name}</span>],
            ]} />
          </section>
          <Addresses account={account} frame={(list, add) => (
            <section className={page.card}>
              <div className={page.sectionHead}><h2>{t('addresses.title')}</h2>{add && <Button size="compact-sm" variant="subtle" leftSection={<IconPlus size={14} aria-hidden />} onClick={add}>{t('addresses.new')}</Button>}</div>
              {list}
            </section>
          )} />
          <Contacts accountId={account.id} contacts={contacts.nodes} />
        </aside>
      </div>
      {editing && <AccountForm account={account} onClose={close} />}
    </article>
  )
}
