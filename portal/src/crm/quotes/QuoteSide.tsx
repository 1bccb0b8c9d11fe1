import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../shared/format'
import { StateBadge } from '../../shared/StateBadge'
import type { QuoteSheetFragment } from '../gql/graphql'
import { Fact } from '../record/Fact'
import { Section } from '../record/Related'
import { Chain } from '../approvals/Chain'
import type { ApprovalStepFragment } from '../gql/graphql'
import record from '../record/record.module.css'
import c from './quotes.module.css'

/** For whom, by whom, who decides, and the versions before. */
export function QuoteSide({ quote, steps, onVersion, onCompare }: { quote: QuoteSheetFragment; /** Of its approval. */ steps: readonly ApprovalStepFragment[]; onVersion: (id: string) => void; onCompare: () => void }) {
  const { t } = useTranslation()
  const { date, dateTime, money } = useFormat()
  const { partner, account, contact, owner, seller, createdAt, validUntil, versions, version, currency } = quote
  return (
    <>
      <dl className={record.facts}>
        <Fact label={t('field.partner')}>{partner ? <Link className="link" to="/partners/$id" params={{ id: partner.id }}>{partner.name}</Link> : t('accounts.direct')}</Fact>
        {partner?.level && <Fact label={t('field.level')}>{partner.level.name}</Fact>}
        <Fact label={t('field.account')}>{account && <Link className="link" to="/accounts/$id" params={{ id: account.id }}>{account.name}</Link>}</Fact>
        {contact && <Fact label={t('field.contact')}><Link className="link" to="/contacts/$id" params={{ id: contact.id }}>{contact.name}</Link></Fact>}
        <Fact label={t('field.owner')}>{owner?.name}</Fact>
        {seller && <Fact label={t('field.seller')}>{seller.name}</Fact>}
        <Fact label={t('field.created')}>{dateTime(createdAt)}</Fact>
        <Fact label={t('field.validUntil')}>{date(validUntil)}</Fact>
        <Fact label={t('compare.field.paymentDays')}>{version?.paymentDays == null ? t('quotes.usualTerms') : t('compare.days', { count: version.paymentDays })}</Fact>
      </dl>
      {steps.length > 0 && <Section title={t('quotes.approvals')}><Chain steps={steps} /></Section>}
      <Section title={t('quotes.versions')}>
        <ul className={record.list}>
          {versions.map((one) => (
            <li key={one.id}>
              <Button className={c.version} variant="subtle" color="gray" fullWidth justify="space-between" px={8} mx={-8} style={{ width: 'calc(100% + 16px)' }} disabled={one.id === version?.id} onClick={() => onVersion(one.id)}
                rightSection={<span className="num">{money(one.total, currency)}</span>}>
                {one.number ? t('quotes.version', { number: one.number }) : t('compare.request')}{/* the title bar tells the state of the one that is open */}
                {one.id !== version?.id && <span style={{ marginInlineStart: 8 }}><StateBadge state={one.superseded ? 'Superseded' : one.state} /></span>}
              </Button>
            </li>
          ))}
        </ul>
        {versions.length > 1 && <Button size="compact-sm" variant="default" mt={8} onClick={onCompare}>{t('compare.open')}</Button>}
      </Section>
    </>
  )
}
