import { Button } from '@mantine/core'
import { IconAlertTriangle, IconFlask, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useFormat } from '../../shared/format'
import { Notice } from '../../shared/Notice'
import { useCommand } from '../../shared/useCommand'
import { ApprovalRulesDocument, RemoveApprovalRuleDocument, SaveApprovalRuleDocument, type ApprovalRuleRowFragment, type ApprovalRulesQuery } from '../gql/graphql'
import { SimplePage } from '../grid/SimplePage'
import { useDecider } from './deciders'
import { RuleDialog } from './RuleDialog'
import { inputOf } from './rule'
import { TestDialog } from './TestDialog'
import c from './approvals.module.css'

/** What asks for approval, and who decides then. */
export function RulesPage() {
  const { t } = useTranslation()
  const { date } = useFormat()
  const who = useDecider(), says = useRuleText()
  const [edited, setEdited] = useState<ApprovalRuleRowFragment | 'new'>(), [testing, setTesting] = useState(false)
  const query = useQuery({ query: ApprovalRulesDocument })
  const save = useCommand(SaveApprovalRuleDocument, { done: t('saved') }), remove = useCommand(RemoveApprovalRuleDocument, { done: t('rules.removed') })
  const findings = query[0].data?.approvalFindings ?? [], names = new Map(query[0].data?.approvalRules.map(({ id, name }) => [id, name]))
  const scope = ({ partnerType, level, team, validFrom, validTo }: ApprovalRuleRowFragment) =>
    [partnerType && t(`values.${partnerType}`), level?.name, team && t('rules.teamOf', { name: team.name }), validFrom && t('rules.fromDay', { date: date(validFrom) }), validTo && t('rules.toDay', { date: date(validTo) })].filter(Boolean).join(' · ')
  return (
    <SimplePage title={t('nav.approvalRules')} query={query} pick={({ approvalRules }: ApprovalRulesQuery) => [...approvalRules]} over={({ active }) => !active} hint={t('rules.hint')}
      above={findings.length > 0 && (
        <Notice tone="amber" icon={<IconAlertTriangle size={18} aria-hidden />} title={t('rules.findings')}>
          <ul className={c.findings}>{findings.map(({ ruleId, message }, index) => <li key={index}>{ruleId && <b>{names.get(ruleId)}: </b>}{message}</li>)}</ul>
        </Notice>
      )}
      actions={[
        { id: 'new', label: t('rules.new'), icon: IconPlus, hotkey: 'n', tone: 'primary', run: () => setEdited('new') },
        { id: 'test', label: t('rules.test'), icon: IconFlask, hotkey: 't', run: () => setTesting(true) },
      ]}
      columns={[
        { label: t('field.name'), render: (rule) => <button type="button" className={c.name} onClick={() => setEdited(rule)}>{rule.name}</button> },
        { label: t('rules.when'), render: (rule) => says(rule) },
        { label: t('rules.who'), render: ({ steps }) => <ol className={c.chain}>{steps.map((step) => <li key={step.id}>{who(step)}</li>)}</ol> },
        { label: t('rules.scope'), render: (rule) => scope(rule) || <span className="muted">{t('rules.everybody')}</span> },
        { label: '', render: (rule) => (
          <span className={c.verbs}>
            <Button size="compact-sm" variant="default" onClick={() => void save.run({ ...inputOf(rule), active: !rule.active })}>{t(rule.active ? 'rules.pause' : 'rules.resume')}</Button>
            <Button size="compact-sm" variant="subtle" color="red" onClick={() => void remove.run({ id: rule.id })}>{t('remove')}</Button>
          </span>
        ) },
      ]}>
      {edited && <RuleDialog rule={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} />}
      {testing && <TestDialog onClose={() => setTesting(false)} />}
    </SimplePage>
  )
}

/** When a rule asks, as a sentence. */
function useRuleText() {
  const { t } = useTranslation()
  const { money, number, percent } = useFormat()
  return ({ measure, threshold, amounts, currencies, discountedOnly }: Pick<ApprovalRuleRowFragment, 'measure' | 'threshold' | 'amounts' | 'currencies' | 'discountedOnly'>): string => {
    const limit = measure === 'AMOUNT' ? Object.entries((amounts ?? {}) as Record<string, string | number>).map(([currency, most]) => money(String(most), currency)).join(' / ')
      : measure === 'CURRENCY' ? currencies.join(', ') : measure === 'PAYMENT_DAYS' ? number(threshold ?? 0) : percent(threshold ?? 0)
    return [t(`rules.says.${measure}`, { limit }), discountedOnly && t('rules.discountedOnlySays')].filter(Boolean).join(' ')
  }
}
