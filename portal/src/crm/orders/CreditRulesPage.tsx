import { ActionIcon, Button, Group, NumberInput, Switch, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Loaded } from '../../shared/Loaded'
import { useFaults } from '../../shared/orders/faults'
import { usePermission } from '../../shared/session/Session'
import { SkeletonRecord } from '../../shared/Skeletons'
import { useCommand } from '../../shared/useCommand'
import { readAmount, readDecimal } from '../../shared/readNumber'
import { CreditRulesDocument, SetCreditRulesDocument, type CreditRulesSheetFragment } from '../gql/graphql'
import { TitleBar } from '../shell/TitleBar'
import c from './credit.module.css'

/** When orders are held for their partner's credit, and how far beyond it who may let them go on. */
export function CreditRulesPage() {
  const { t } = useTranslation()
  const query = useQuery({ query: CreditRulesDocument })
  return (
    <>
      <TitleBar title={t('nav.creditRules')} />
      <div className={c.page} tabIndex={0} role="region" aria-label={t('nav.creditRules')}>
        <p className="muted">{t('creditRules.hint')}</p>
        <Loaded query={query} skeleton={<SkeletonRecord />}>{({ creditRules }) => <Form key={creditRules.revision} rules={creditRules} again={() => query[1]({ requestPolicy: 'network-only' })} />}</Loaded>
      </div>
    </>
  )
}

type Release = Omit<CreditRulesSheetFragment['releases'][number], '__typename' | 'amounts'> & { amounts: { currency: string; amount: string }[] }

function Form({ rules, again }: { rules: CreditRulesSheetFragment; again: () => void }) {
  const { t } = useTranslation()
  const may = usePermission('credit:manage')
  const [days, setDays] = useState<number | string>(rules.overdueDays)
  const [releases, setReleases] = useState<readonly Release[]>(rules.releases)
  const faults = useFaults()
  const { run, pending } = useCommand(SetCreditRulesDocument, { again: false, done: t('saved'), onErrors: faults.onErrors })
  const change = (index: number, part: Partial<Release>) => setReleases(releases.map((release, at) => (at === index ? { ...release, ...part } : release)))
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    // a word is no amount: said beside its field, and not sent
    const words = releases.flatMap(({ unlimited, amounts }, index) => (unlimited ? [] : amounts.flatMap(({ amount }, at) => (amount.trim() && readDecimal(readAmount(amount)) === undefined ? [{ code: 'INVALID', path: ['releases', String(index), 'amounts', String(at), 'amount'], message: t('invoices.notANumber') }] : []))))
    faults.set(words)
    if (words.length) return
    const input = releases.map(({ role, unlimited, amounts }) => ({ role, unlimited, amounts: unlimited ? [] : amounts.map(({ currency, amount }) => ({ currency: currency.trim().toUpperCase(), amount: readAmount(amount) || '0' })) }))
    if (await run({ revision: rules.revision, overdueDays: Number(days) || 0, releases: input })) again()
  }
  return (
    <form onSubmit={submit} noValidate>
      <fieldset disabled={!may} className={c.form}>
        <NumberInput w={280} label={t('creditRules.overdueDays')} description={t('creditRules.overdueHint')} min={0} max={365} allowDecimal={false} value={days} onChange={setDays} error={faults.at('overdueDays')} />
        {releases.map((release, index) => (
          <fieldset key={release.role} className={c.role}>
            <legend>{t(`roles.${release.role}`)}</legend>
            <Switch label={t('creditRules.unlimited')} checked={release.unlimited} onChange={(event) => change(index, { unlimited: event.currentTarget.checked })} />
            {!release.unlimited && <Amounts amounts={release.amounts} fault={(at, field) => faults.at('releases', index, 'amounts', at, field)} onChange={(amounts) => change(index, { amounts })} />}
          </fieldset>
        ))}
        {faults.rest(['releases'], 'overdueDays').map((message) => <p key={message} className="error" role="alert">{message}</p>)}
        {may && <Group><Button type="submit" loading={pending}>{t('save')}</Button></Group>}
      </fieldset>
    </form>
  )
}

function Amounts({ amounts, fault, onChange }: { amounts: Release['amounts']; fault: (index: number, field: string) => string | undefined; onChange: (amounts: Release['amounts']) => void }) {
  const { t } = useTranslation()
  const set = (index: number, part: Partial<Release['amounts'][number]>) => onChange(amounts.map((one, at) => (at === index ? { ...one, ...part } : one)))
  return (
    <>
      {amounts.length === 0 && <p className="muted">{t('creditRules.none')}</p>}
      {amounts.map(({ currency, amount }, index) => (
        <div key={index} className={c.amount}>
          <TextInput aria-label={t('rules.currency')} maxLength={3} value={currency} error={fault(index, 'currency')} onChange={(event) => set(index, { currency: event.currentTarget.value })} />
          <TextInput aria-label={t('creditRules.amountIn', { currency })} inputMode="decimal" value={amount} error={fault(index, 'amount')} onChange={(event) => set(index, { amount: event.currentTarget.value })} />
          <ActionIcon variant="subtle" color="gray" size={34} aria-label={`${t('remove')} ${currency}`} onClick={() => onChange(amounts.filter((_, at) => at !== index))}><IconTrash size={16} aria-hidden /></ActionIcon>
        </div>
      ))}
      <Button size="compact-sm" variant="default" onClick={() => onChange([...amounts, { currency: '', amount: '' }])}>{t('rules.addAmount')}</Button>
    </>
  )
}
