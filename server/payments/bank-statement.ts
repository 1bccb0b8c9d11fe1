import { defineEntity, p } from '@mikro-orm/core'
import { Int } from 'type-graphql'
import { actions } from '../access/actions.ts'
import { Account } from '../accounts/account.ts'
import { amounts, anyId, anyOf, by, days, lookUp } from '../kit/filters.ts'
import { newId } from '../kit/ids.ts'
import { connection } from '../kit/page.ts'
import { expose, list, sql } from '../kit/read/expose.ts'
import { DecimalScalar } from '../kit/scalars.ts'
import { Partner } from '../partners/partner.ts'
import { type BankLineState, BankLineStateEnum, StatementFormatEnum, bankLineFlow } from './payment.flow.ts'
import { Payment } from './payment.ts'

const amount = () => p.decimal().precision(19).scale(6)

const BankStatementSchema = defineEntity({
  name: 'BankStatement',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    account: p.text().comment('Its IBAN, or what else the bank calls it.'),
    statementId: p.text(),
    format: p.text().$type<keyof typeof StatementFormatEnum>(),
    currency: p.string().length(3),
    fromDay: p.date().nullable(), toDay: p.date(),
    opening: amount().nullable(), closing: amount().nullable().comment('Checked: what it opened with and its entries.'),
    fileName: p.text().nullable(),
    createdById: p.uuid().nullable(),
    createdAt: p.datetime().onCreate(() => new Date()),
  },
})
/** What a bank tells of an account. */
export class BankStatement extends BankStatementSchema.class {}
BankStatementSchema.setClass(BankStatement)

/** An invoice that a line seems to pay. */
export interface Proposed { invoiceId: string; number: string; amount: string }

const BankLineSchema = defineEntity({
  name: 'BankLine',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    statement: () => p.manyToOne(BankStatement),
    account: p.text(), entryReference: p.text(), nth: p.integer().comment('Which of those of its statement with the same reference, day and amount.'), position: p.integer(),
    day: p.date(), valueDay: p.date().nullable(),
    currency: p.string().length(3), amount: amount().comment('Below zero, money went out.'),
    counterparty: p.text().nullable(), counterpartyIban: p.text().nullable(), remittance: p.text().nullable(), structuredReference: p.text().nullable(), endToEndId: p.text().nullable(),
    state: p.text().$type<BankLineState>(), assignedAmount: amount(), reason: p.text().nullable().comment('Why it is passed over.'),
    partner: () => p.manyToOne(Partner).nullable().comment('Who seems to pay.'), buyer: () => p.manyToOne(Account).nullable().joinColumn('account_id').comment('Who seems to pay, in direct business.'),
    confidence: p.integer().nullable().comment('Of a hundred.'), matchedBy: p.text().nullable().comment('How it was recognised: REFERENCE, NUMBER, PAYER, PAID, IBAN, AMOUNT, SUM.'), proposal: p.json<Proposed[]>(),
    createdAt: p.datetime().onCreate(() => new Date()), updatedAt: p.datetime().onCreate(() => new Date()).onUpdate(() => new Date()), revision: p.integer().version(),
  },
})
/** An entry of a bank statement. */
export class BankLine extends BankLineSchema.class {}
BankLineSchema.setClass(BankLine)
export { BankLineSchema, BankStatementSchema }

expose(BankStatement, BankStatementSchema, {
  description: 'What a bank tells of an account.', omit: 'createdById', enums: { format: StatementFormatEnum },
  fields: {
    lines: connection(() => BankLine, (child, parent) => `${child}.statement_id = ${parent}.id`),
    lineCount: sql(() => Int, (row) => `(select count(*)::int from bank_line l where l.statement_id = ${row}.id)`, { nullable: false }),
    openCount: sql(() => Int, (row) => `(select count(*)::int from bank_line l where l.statement_id = ${row}.id and l.state = 'Open')`, { nullable: false, description: 'Lines that nobody has dealt with.' }),
  },
  sorts: { TO_DAY: by('to_day', 'date') }, defaultSort: { by: 'TO_DAY', direction: 'DESC' },
})
expose(BankLine, BankLineSchema, {
  description: 'An entry of a bank statement.', omit: 'nth proposal', enums: { state: BankLineStateEnum },
  fields: {
    proposedNumbers: sql(() => [String], (row) => `array(select x ->> 'number' from jsonb_array_elements(${row}.proposal) x)`, { nullable: false, description: 'The invoices that it seems to pay.' }),
    rest: sql(() => DecimalScalar, (row) => `trim_scale(abs(${row}.amount) - ${row}.assigned_amount)::text`, { nullable: false, description: 'Still to be assigned.' }),
    payments: list(() => Payment, (child, parent) => `${child}.bank_line_id = ${parent}.id and ${child}.state = 'Booked'`, (child) => `${child}.created_at, ${child}.id`),
    actions: { ...actions(bankLineFlow, 'bankLine', { belonging: {}, guards: { assign: (row) => `${row}.amount > 0` } }), partner: false },
  },
  filters: { state: anyOf(BankLineStateEnum, 'state'), statementId: anyId('statement_id'), day: days('day'), amount: amounts('amount'), currency: anyOf(String, 'currency'), search: lookUp('bank_line') },
  sorts: { DAY: by('day', 'date') }, defaultSort: { by: 'DAY', direction: 'DESC' },
})
