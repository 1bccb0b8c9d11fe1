import { newId } from '../../kit/ids.ts'
import { type Rule, type Step, netOf, reasonsFor, usualPaymentDays } from '../../approvals/approval-rules.ts'
import type { ApprovalReason } from '../../approvals/approval-rules.ts'
import type { World } from '../world.ts'
import type { MadeVersion } from './quote-version.ts'

const lead: Step = { decider: 'MANAGER', level: 1, role: null, personId: null, remindDays: 2, escalateDays: null }
const rule = (measure: Rule['measure'], threshold: number | null, amounts: Rule['amounts'] = null): Rule => ({ id: newId(), measure, threshold, amounts, currencies: [], discountedOnly: measure === 'AMOUNT', steps: [lead] })
/** The rules with which every house begins, as its migration writes them. */
const usual = [rule('DISCOUNT', 10), rule('MARGIN', 20), rule('AMOUNT', null, { USD: 250_000, EUR: 230_000, TWD: 8_000_000 })]

/** Why a version needs approval, by those rules. */
export function reasonsOf({ row, lines, internal }: MadeVersion, currency: string, recently: string): ApprovalReason[] {
  const figures = { total: row.total, net: netOf(lines), cost: String(internal!.cost), currency, recently: { [currency]: recently }, paymentDays: null, usualDays: usualPaymentDays }
  return reasonsFor(figures, usual).map(({ code, actual, limit }) => ({ code, actual, limit }))
}

/** What the demo company asks for beyond them, and who is away. */
export function buildApprovals(world: World): void {
  const { rows, calendar } = world, finance = { decider: 'ROLE', role: 'finance', remind_days: 2 }
  const add = (name: string, zhHant: string, zhHans: string, columns: Record<string, unknown>, steps: Record<string, unknown>[]) => {
    const id = newId()
    rows.add('approval_rule', { id, name, name_i18n: { 'zh-Hant': zhHant, 'zh-Hans': zhHans }, ...columns })
    steps.forEach((step, index) => rows.add('approval_rule_step', { id: newId(), rule_id: id, position: index + 1, ...step }))
  }
  add('Very large discount', '折扣極大', '折扣极大', { measure: 'DISCOUNT', threshold: 45 }, [{ decider: 'MANAGER', level: 1, remind_days: 2 }, { decider: 'MANAGER', level: 2, remind_days: 2, escalate_days: 5 }, finance])
  add('Long terms of payment', '付款期限過長', '付款期限过长', { measure: 'PAYMENT_DAYS', threshold: 60 }, [finance])
  add('Quotes in yen', '日圓報價', '日元报价', { measure: 'CURRENCY', currencies: '{JPY}' }, [finance])
  const away = (who: string, delegate: string, from: number, to: number, reason: string, grants = false) => rows.add('approval_delegation', {
    id: newId(), person_id: world.member(who).id, delegate_id: world.member(delegate).id, from_day: calendar.plus(calendar.today, from), to_day: calendar.plus(calendar.today, to), reason, grants, created_by_id: world.member(who).id,
  })
  away('europe', 'sales', -3, 4, 'EMO Hannover')
  away('taiwan', 'manager', 20, 34, '年度休假')
  away('manager', 'europe', -60, -46, 'Summer holiday')
}
