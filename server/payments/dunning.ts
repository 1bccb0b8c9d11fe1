import { defineEntity, p } from '@mikro-orm/core'
import { Int } from 'type-graphql'
import { actions } from '../access/actions.ts'
import { Account } from '../accounts/account.ts'
import { Invoice } from '../billing/invoice.ts'
import { letters } from '../documents/document-mail.ts'
import { anyId, by, flag } from '../kit/filters.ts'
import { newId } from '../kit/ids.ts'
import { addField, expose, list, sql } from '../kit/read/expose.ts'
import { Partner } from '../partners/partner.ts'
import { type DunningRunState, DunningRunStateEnum, dunningFlow } from './payment.flow.ts'

const amount = () => p.decimal().precision(19).scale(6)

/** What a letter of a level says, by language. */
export type DunningTexts = Record<string, { subject: string; text: string }>

const DunningLevelSchema = defineEntity({
  name: 'DunningLevel',
  properties: {
    id: p.uuid().primary().onCreate(newId), level: p.integer(), daysOverdue: p.integer().comment('From this day after the last day to pay on.'), intervalDays: p.integer().comment('At least so long after the level before.'),
    fee: amount().nullable().comment("In the company's currency."), texts: p.json<DunningTexts>(), revision: p.integer().version(),
  },
})
/** How a buyer is reminded: when, and in which words. */
export class DunningLevel extends DunningLevelSchema.class {}
DunningLevelSchema.setClass(DunningLevel)

const DunningHoldSchema = defineEntity({
  name: 'DunningHold',
  properties: {
    id: p.uuid().primary().onCreate(newId), partner: () => p.manyToOne(Partner).nullable(), account: () => p.manyToOne(Account).nullable(), invoice: () => p.manyToOne(Invoice).nullable(), reason: p.text(),
    createdById: p.uuid().nullable(), createdAt: p.datetime().onCreate(() => new Date()), releasedAt: p.datetime().nullable(), releasedById: p.uuid().nullable(),
  },
})
/** Who, or what, is not reminded, and why. */
export class DunningHold extends DunningHoldSchema.class {}
DunningHoldSchema.setClass(DunningHold)

const DunningRunSchema = defineEntity({
  name: 'DunningRun',
  properties: {
    id: p.uuid().primary().onCreate(newId), day: p.date(), state: p.text().$type<DunningRunState>(), createdById: p.uuid().nullable(), createdAt: p.datetime().onCreate(() => new Date()),
    releasedAt: p.datetime().nullable(), releasedById: p.uuid().nullable(), revision: p.integer().version(),
  },
})
/** The letters that are due on a day, for finance to release. */
export class DunningRun extends DunningRunSchema.class {}
DunningRunSchema.setClass(DunningRun)

const DunningLetterSchema = defineEntity({
  name: 'DunningLetter',
  properties: {
    id: p.uuid().primary().onCreate(newId), runId: p.uuid(), partner: () => p.manyToOne(Partner).nullable(), account: () => p.manyToOne(Account).nullable(), buyerName: p.text(),
    address: p.text().nullable().comment('Without one it is printed by hand.'), locale: p.text(), level: p.integer().comment('The highest of its invoices.'), totals: p.json<{ currency: string; amount: string }[]>(),
    fee: amount().nullable(), feeInvoice: () => p.manyToOne(Invoice).nullable().comment('The invoice of its fee, where fees are booked.'), skipped: p.boolean().comment('Finance has taken it out.'), sentAt: p.datetime().nullable(),
  },
})
/** One letter to one buyer about all of its overdue invoices. */
export class DunningLetter extends DunningLetterSchema.class {}
DunningLetterSchema.setClass(DunningLetter)

const DunningItemSchema = defineEntity({
  name: 'DunningItem',
  properties: { id: p.uuid().primary().onCreate(newId), letterId: p.uuid(), invoice: () => p.manyToOne(Invoice), level: p.integer(), openAmount: amount(), days: p.integer(), sentOn: p.date().nullable() },
})
/** An invoice in a letter, as it was then. */
export class DunningItem extends DunningItemSchema.class {}
DunningItemSchema.setClass(DunningItem)
export { DunningHoldSchema, DunningItemSchema, DunningLetterSchema, DunningLevelSchema, DunningRunSchema }

const companyCurrency = sql(() => String, () => 'app.company_currency()', { nullable: false, description: 'Of its fee.' })
const said = (field: string) => sql(() => [String], (row) => `array(select coalesce(${row}.texts -> l ->> '${field}', '') from unnest(array['en', 'zh-Hant', 'zh-Hans']) with ordinality u (l, o) order by o)`, { nullable: false, description: 'In English, traditional and simplified Chinese.' })
expose(DunningLevel, DunningLevelSchema, { description: 'How a buyer is reminded: when, and in which words.', omit: 'texts', fields: { companyCurrency, subjects: said('subject'), sentences: said('text') }, sorts: { LEVEL: by('level', 'int') }, defaultSort: { by: 'LEVEL', direction: 'ASC' } })
expose(DunningHold, DunningHoldSchema, { description: 'Who, or what, is not reminded, and why.', omit: 'createdById releasedById', filters: { open: flag((row) => `${row}.released_at is null`), partnerId: anyId('partner_id'), accountId: anyId('account_id') }, sorts: { CREATED_AT: by('created_at', 'timestamptz') }, defaultSort: { by: 'CREATED_AT', direction: 'DESC' } })
expose(DunningItem, DunningItemSchema, { description: 'An invoice in a letter, as it was then.', omit: 'letterId' })
expose(DunningLetter, DunningLetterSchema, {
  description: 'One letter to one buyer about all of its overdue invoices.', omit: 'runId totals',
  fields: {
    companyCurrency,
    sums: sql(() => [String], (row) => `array(select (x ->> 'currency') || ' ' || (x ->> 'amount') from jsonb_array_elements(${row}.totals) x)`, { nullable: false, description: 'Open in all, by currency.' }),
    items: list(() => DunningItem, (child, parent) => `${child}.letter_id = ${parent}.id`, (child) => `${child}.days desc, ${child}.id`),
    letters: letters('dunning'),
  },
})
expose(DunningRun, DunningRunSchema, {
  description: 'The letters that are due on a day, for finance to release.', omit: 'createdById releasedById', enums: { state: DunningRunStateEnum },
  fields: {
    letters: list(() => DunningLetter, (child, parent) => `${child}.run_id = ${parent}.id`, (child) => `${child}.level desc, ${child}.buyer_name, ${child}.id`),
    letterCount: sql(() => Int, (row) => `(select count(*)::int from dunning_letter l where l.run_id = ${row}.id and not l.skipped)`, { nullable: false }),
    actions: { ...actions(dunningFlow, 'dunning', { belonging: {} }), partner: false },
  },
  sorts: { DAY: by('day', 'date') }, defaultSort: { by: 'DAY', direction: 'DESC' },
})
addField(Invoice, 'dunningLevel', sql(() => Int, (row) => `(select max(d.level) from dunning_item d where d.invoice_id = ${row}.id and d.sent_on is not null)`, { description: 'How often its buyer was reminded of it.' }))
addField(Invoice, 'dunningHold', sql(() => String, (row) => `(select d.reason from dunning_hold d where d.released_at is null and (d.invoice_id = ${row}.id or d.partner_id = ${row}.partner_id or (${row}.partner_id is null and d.account_id = ${row}.account_id)) order by d.created_at limit 1)`, { description: 'Why its buyer is not reminded of it.' }))
