import { Progress } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useFormat } from '../../shared/format'
import { usePermission } from '../../shared/session/Session'
import { useCommand } from '../../shared/useCommand'
import { readAmount } from '../../shared/readNumber'
import { PartnerCreditDocument, ProgramLevelsDocument, UpdatePartnerDocument, type PartnerPropertiesFragment } from '../gql/graphql'
import { can } from '../record/can'
import { Fact } from '../record/Fact'
import { Section } from '../record/Related'
import { useFieldEdit } from '../record/useFieldEdit'
import c from '../record/record.module.css'

type Text = 'name' | 'city' | 'phone' | 'website' | 'electronicAddress' | 'internalNote'

/** What an activation found missing, by input field. */
export type Missing = Partial<Record<string, string>>

export function PartnerProperties({ partner, missing = {} }: { partner: PartnerPropertiesFragment; missing?: Missing }) {
  const { t } = useTranslation()
  const { ago, country, date, money } = useFormat()
  const { run } = useCommand(UpdatePartnerDocument)
  const save = useFieldEdit(partner, run, ({ partner: after }: { partner?: PartnerPropertiesFragment | null }) => after)
  const mayUpdate = can(partner, 'update')
  const [{ data: program }] = useQuery({ query: ProgramLevelsDocument, pause: !mayUpdate })
  const levels = (program?.programLevels ?? []).map(({ id, name }) => ({ value: id, label: name }))
  const text = (field: Text, kind: 'text' | 'long' = 'text') => mayUpdate ? { kind, value: partner[field] ?? '', save: (value: string) => void save(field, value, partner[field]) } : undefined
  const person = (field: 'representative' | 'channelManager') => mayUpdate ? { kind: 'user' as const, value: partner[field] ?? null, save: (id: string) => void save(`${field}Id`, id, partner[field]?.id) } : undefined
  const { parent, level, type, currency, creditLeft, balance, revenue12m, lastOrderAt } = partner
  return (
    <>
      <dl className={c.facts}>
        <Fact label={t('field.name')} edit={text('name')}>{partner.name}</Fact>
        <Fact label={t('field.type')}>{t(`values.${type}`)}</Fact>
        <Fact label={t('field.level')} error={level ? undefined : missing['levelId']} edit={mayUpdate ? { kind: 'choice', value: level?.id ?? '', options: levels, save: (id) => void save('levelId', id, level?.id) } : undefined}>{level?.name}</Fact>
        {parent && <Fact label={t('field.parentPartner')}><Link className="link" to="/partners/$id" params={{ id: parent.id }}>{parent.name}</Link></Fact>}
        <Fact label={t('field.representative')} error={partner.representative ? undefined : missing['representativeId']} edit={person('representative')}>{partner.representative?.name}</Fact>
        <Fact label={t('field.channelManager')} edit={person('channelManager')}>{partner.channelManager?.name}</Fact>
        <Fact label={t('field.phone')} edit={text('phone')}>{partner.phone}</Fact>
        <Fact label={t('field.email')}>{partner.email}</Fact>
        <Fact label={t('field.website')} edit={text('website')}>{partner.website?.replace(/^https?:\/\//, '')}</Fact>
        <Fact label={t('letterhead.electronicAddress')} edit={text('electronicAddress')}>{partner.electronicAddress}</Fact>
        <Fact label={t('field.city')} edit={text('city')}>{partner.city}</Fact>
        <Fact label={t('field.country')}>{country(partner.country)}</Fact>
        <Fact label={t('field.created')}>{date(partner.createdAt)}</Fact>
      </dl>
      <Section title={t('partners.business')}>
        <dl className={c.facts}>
          <Fact label={t('field.revenue12m')}>{revenue12m && money(revenue12m, currency, 'short')}</Fact>
          <Fact label={t('field.lastOrder')}>{lastOrderAt && ago(lastOrderAt)}</Fact>
          <Fact label={t('field.creditLeft')}>{creditLeft && money(creditLeft, currency, 'short')}</Fact>
          <Fact label={t('field.balance')}>{balance && money(balance, currency, 'short')}</Fact>
          <Credit partner={partner} save={mayUpdate ? (value, before) => save('creditLimit', value, before) : undefined} />
          <Fact label={t('field.internalNote')} edit={text('internalNote', 'long')}>{partner.internalNote}</Fact>
        </dl>
      </Section>
    </>
  )
}

/** Limit and rating, for those who may see them, with how much of the limit is used. */
function Credit({ partner: { id, currency, creditLeft }, save }: { partner: PartnerPropertiesFragment; save?: (value: string, before?: string | null) => Promise<void> }) {
  const { t } = useTranslation()
  const { money } = useFormat()
  const maySee = usePermission('partner:credit')
  const [{ data }, again] = useQuery({ query: PartnerCreditDocument, variables: { id }, pause: !maySee })
  if (!maySee || !data?.partner) return null
  const { creditLimit, creditRating } = data.partner
  // A picture of the share only; no amount is worked out from it.
  const used = creditLimit && creditLeft && Number(creditLimit) > 0 ? Math.max(0, Math.min(100, 100 - (Number(creditLeft) / Number(creditLimit)) * 100)) : undefined
  return (
    <>
      <Fact label={t('field.creditLimit')} edit={save && { kind: 'amount', value: creditLimit ?? '', save: (value) => void save(readAmount(value), creditLimit).then(() => again({ requestPolicy: 'network-only' })) }}>{creditLimit && <>{money(creditLimit, currency, 'short')}{used !== undefined && <Progress size={5} mt={5} value={used} color={used > 90 ? 'red' : 'brand'} aria-label={t('partners.creditUsed')} />}</>}</Fact>
      <Fact label={t('field.creditRating')}>{creditRating}</Fact>
    </>
  )
}
