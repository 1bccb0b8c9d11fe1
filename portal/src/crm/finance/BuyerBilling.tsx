import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { usePermission } from '../../shared/session/Session'
import { useCommand } from '../../shared/useCommand'
import { AccountBillingDocument, PartnerBillingDocument, SetBillingTermsDocument, SetTaxIdDocument, type Invoicing, type PartnerBillingQuery } from '../gql/graphql'
import { Fact } from '../record/Fact'
import { Section } from '../record/Related'
import c from '../record/record.module.css'
import { Certificates } from './Certificates'

const INVOICING: Invoicing[] = ['SHIPMENT', 'ORDER', 'MONTH']
const BY_HAND = 'HAND', LONGEST = 365
type Terms = NonNullable<PartnerBillingQuery['partner']>

/** How a buyer is invoiced: a partner's terms, and for either its number at the tax office and what frees it from tax. */
export function BuyerBilling({ partnerId, accountId }: { partnerId?: string; accountId?: string }) {
  const { t } = useTranslation()
  const taxes = usePermission('tax:manage')
  const [{ data: partner }] = useQuery({ query: PartnerBillingDocument, variables: { id: partnerId! }, pause: !partnerId })
  const [{ data: account }] = useQuery({ query: AccountBillingDocument, variables: { id: accountId! }, pause: !accountId })
  const buyer = partner?.partner ?? account?.account
  const [wrong, setWrong] = useState<string>()
  const number = useCommand(SetTaxIdDocument, { done: t('saved'), onErrors: () => { setWrong(t('billing.taxIdWrong')); return true } })
  if (!buyer) return null
  return (
    <Section title={t('billing.title')}>
      <dl className={c.facts}>
        {partner?.partner && <TermFacts terms={partner.partner} />}
        <Fact label={t('invoices.taxId')} error={wrong} edit={taxes ? { kind: 'text', value: buyer.taxId ?? '', save: (taxId) => { setWrong(undefined); void number.run({ partnerId, accountId, taxId: taxId || null }) } } : undefined}>{buyer.taxId}</Fact>
      </dl>
      <Certificates buyer={{ partnerId, accountId }} country={buyer.country} certificates={buyer.taxExemptions} manages={taxes} />
    </Section>
  )
}

function TermFacts({ terms: { id, invoicing, paymentDays } }: { terms: Terms }) {
  const { t } = useTranslation()
  const may = usePermission('invoice:create')
  const [wrong, setWrong] = useState<string>()
  const { run } = useCommand(SetBillingTermsDocument, { done: t('saved') })
  const save = (changes: { invoicing?: Invoicing | null; paymentDays?: number | null }) => void run({ partnerId: id, invoicing, paymentDays, ...changes })
  const saveDays = (text: string) => {
    const fits = /^\d{0,3}$/.test(text) && Number(text) <= LONGEST
    setWrong(fits ? undefined : t('quotes.invalid.paymentDays'))
    if (fits) save({ paymentDays: text ? Number(text) : null })
  }
  const options = [...INVOICING, BY_HAND].map((value) => ({ value, label: t(`billing.invoicing.${value}`) }))
  return (
    <>
      <Fact label={t('billing.invoiced')} edit={may ? { kind: 'choice', value: invoicing ?? BY_HAND, options, save: (value) => save({ invoicing: value === BY_HAND ? null : value as Invoicing }) } : undefined}>{t(`billing.invoicing.${invoicing ?? BY_HAND}`)}</Fact>
      <Fact label={t('billing.paymentDays')} error={wrong} edit={may ? { kind: 'amount', value: paymentDays == null ? '' : String(paymentDays), save: saveDays } : undefined}>{paymentDays == null ? t('billing.usualDays') : t('days', { count: paymentDays })}</Fact>
    </>
  )
}
