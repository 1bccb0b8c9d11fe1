import { ActionIcon } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Addresses } from '../../shared/addresses/Addresses'
import { useCountries } from '../../shared/CountrySelect'
import { useFormat } from '../../shared/format'
import { usePermission } from '../../shared/session/Session'
import { StateBadge } from '../../shared/StateBadge'
import { useCommand } from '../../shared/useCommand'
import { UpdateAccountDocument, type AccountPropertiesFragment } from '../gql/graphql'
import { can } from '../record/can'
import { Fact } from '../record/Fact'
import { Section } from '../record/Related'
import { useFieldEdit } from '../record/useFieldEdit'
import { useOptions } from '../record/useOptions'
import c from '../record/record.module.css'
import { AccountStanding } from './AccountStanding'

type Text = 'name' | 'industry' | 'website' | 'electronicAddress' | 'phone' | 'email' | 'city' | 'internalNote'

export function AccountProperties({ account }: { account: AccountPropertiesFragment }) {
  const { t } = useTranslation()
  const { ago, country, date, money } = useFormat()
  const countries = useCountries()
  const { run } = useCommand(UpdateAccountDocument)
  const save = useFieldEdit(account, run, ({ account: after }: { account?: AccountPropertiesFragment | null }) => after)
  const statuses = useOptions('ACCOUNT_STATUS')
  const mayUpdate = can(account, 'update')
  const maySeeStanding = usePermission('account:standing')
  const text = (field: Text, kind: 'text' | 'long' = 'text') => mayUpdate ? { kind, value: account[field] ?? '', save: (value: string) => void save(field, value, account[field]) } : undefined
  const { partner, owner, seller } = account
  return (
    <>
      <dl className={c.facts}>
        <Fact label={t('field.name')} edit={text('name')}>{account.name}</Fact>
        <Fact label={t('field.number')}>{account.number}</Fact>
        <Fact label={t('field.status')} edit={mayUpdate ? { kind: 'choice', value: account.status, options: statuses, save: (value) => void save('status', value, account.status) } : undefined}><StateBadge state={account.status} /></Fact>
        <Fact label={t('field.owner')} edit={mayUpdate ? { kind: 'user', value: owner ?? null, save: (id) => void save('ownerId', id, owner?.id) } : undefined}>{owner?.name}</Fact>
        <Fact label={t('field.partner')}>{partner ? <Link className="link" to="/partners/$id" params={{ id: partner.id }}>{partner.name}</Link> : t('accounts.direct')}</Fact>
        {seller && <Fact label={t('field.seller')}>{seller.name}</Fact>}
        <Fact label={t('field.industry')} edit={text('industry')}>{account.industry}</Fact>
        <Fact label={t('field.phone')} edit={text('phone')}>{account.phone}</Fact>
        <Fact label={t('field.email')} edit={text('email')}>{account.email}</Fact>
        <Fact label={t('field.website')} edit={text('website')}>{account.website?.replace(/^https?:\/\//, '')}</Fact>
        <Fact label={t('letterhead.electronicAddress')} edit={text('electronicAddress')}>{account.electronicAddress}</Fact>
        <Fact label={t('field.city')} edit={text('city')}>{account.city}</Fact>
        <Fact label={t('field.country')} edit={mayUpdate ? { kind: 'choice', value: account.country ?? '', options: countries, save: (value) => void save('country', value, account.country) } : undefined}>{country(account.country)}</Fact>
        <Fact label={t('field.created')}>{date(account.createdAt)}</Fact>
        {account.lastActivityAt && <Fact label={t('field.lastActivity')}>{ago(account.lastActivityAt)}</Fact>}
      </dl>
      <Section title={t('accounts.business')}>
        <dl className={c.facts}>
          <Fact label={t('field.revenue12m')}>{account.revenue12m && money(account.revenue12m, 'USD', 'short')}</Fact>
          {maySeeStanding && <AccountStanding account={account} />}
          <Fact label={t('field.internalNote')} edit={text('internalNote', 'long')}>{account.internalNote}</Fact>
        </dl>
      </Section>
      <Addresses account={account} frame={(list, add) => (
        <Section title={t('addresses.title')} action={add && <ActionIcon aria-label={t('addresses.new')} title={t('addresses.new')} onClick={add}><IconPlus size={15} /></ActionIcon>}>{list}</Section>
      )} />
    </>
  )
}
