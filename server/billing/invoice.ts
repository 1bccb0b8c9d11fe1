import { defineEntity, p } from '@mikro-orm/core'
import { Int } from 'type-graphql'
import { actions } from '../access/actions.ts'
import { Account, buyerNames } from '../accounts/account.ts'
import { letters } from '../documents/document-mail.ts'
import { type Subject, subjectOf } from '../kit/event.ts'
import { amounts, anyId, anyOf, anyVisible, by, days, flag, lookUp } from '../kit/filters.ts'
import { newId } from '../kit/ids.ts'
import { connection } from '../kit/page.ts'
import { addField, expose, list, sql } from '../kit/read/expose.ts'
import { DecimalScalar } from '../kit/scalars.ts'
import { Order } from '../orders/order.ts'
import { Partner } from '../partners/partner.ts'
import { User } from '../people/user.ts'
import { InvoiceLine, InvoiceTax } from './invoice-line.ts'
import { InvoiceKindEnum, type InvoiceState, InvoiceStateEnum, invoiceFlow } from './invoice.flow.ts'

const amount = () => p.decimal().precision(19).scale(6)

const InvoiceSchema = defineEntity({
  name: 'Invoice',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    kind: p.text().$type<keyof typeof InvoiceKindEnum>(),
    number: p.text().nullable().comment('Legal and without gaps, one series for each kind and year; none while it is a draft.'),
    state: p.text().$type<InvoiceState>(),
    partner: () => p.manyToOne(Partner).nullable().comment('The buyer, through the channel.'),
    account: () => p.manyToOne(Account).nullable().comment('The end customer; direct, the buyer.'),
    owner: () => p.manyToOne(User).nullable().comment('The representative.'),
    seller: () => p.manyToOne(User).nullable().comment("The partner's person in charge, where all of it is one person's."),
    order: () => p.manyToOne(Order).nullable().comment('Where it is for one alone.'),
    credited: () => p.manyToOne(Invoice).nullable().comment('The invoice that a credit note takes back, or a part of.'),
    returnId: p.uuid().nullable(),
    currency: p.string().length(3),
    issueDate: p.date().nullable(),
    dueDate: p.date().nullable().comment('The last day to pay.'),
    paymentDays: p.integer(),
    deliveryDate: p.date().nullable().comment('The last day on which something of it was shipped.'),
    buyerName: p.text(), buyerStreet: p.text().nullable(), buyerCity: p.text().nullable(), buyerRegion: p.text().nullable(), buyerPostalCode: p.text().nullable(), buyerCountry: p.string().length(2).nullable(),
    buyerTaxId: p.text().nullable(), buyerElectronicAddress: p.text().nullable(),
    shipCountry: p.string().length(2).nullable(), shipRegion: p.text().nullable(),
    buyerReference: p.text().nullable().comment("The buyer's own number."),
    locale: p.text().comment('The language that it is printed in.'),
    company: p.json<Record<string, unknown>>().nullable(),
    reason: p.text().nullable().comment('Why something is credited.'),
    note: p.text().nullable().comment('To the buyer.'),
    net: amount(), tax: amount(), gross: amount().comment('To pay.'),
    companyCurrency: p.string().length(3).nullable(), rate: p.decimal().precision(24).scale(12).nullable(), rateDay: p.date().nullable().comment('The day of the rate that was taken.'),
    companyNet: amount().nullable(), companyTax: amount().nullable(), companyGross: amount().nullable().comment("The total in the company's currency: converted once."),
    creditedAmount: amount().comment('Taken back by credit notes.'), paidAmount: amount(),
    externalId: p.text().nullable(),
    createdById: p.uuid().nullable(),
    createdAt: p.datetime().onCreate(() => new Date()),
    updatedAt: p.datetime().onCreate(() => new Date()).onUpdate(() => new Date()),
    issuedAt: p.datetime().nullable(),
    issuedById: p.uuid().nullable(),
    sentAt: p.datetime().nullable(),
    revision: p.integer().version(),
  },
})

/** What a buyer owes, or is given back, with a legal number. */
export class Invoice extends InvoiceSchema.class {
  subject(): Subject {
    return subjectOf('invoice', this)
  }
}
InvoiceSchema.setClass(Invoice)
export { InvoiceSchema }

/** Of which something is still to be paid. */
const open = (row: string) => `${row}.kind = 'INVOICE' and ${row}.state in ('Issued', 'PartiallyPaid')`
const overdue = (row: string) => `${open(row)} and ${row}.due_date < app.today()`
const trimmed = (column: string) => (row: string) => `trim_scale(${row}.${column})::text`

expose(Invoice, InvoiceSchema, {
  description: 'What a buyer owes, or is given back, with a legal number.',
  partner: `id kind number state partner account seller order credited currency issueDate dueDate paymentDays deliveryDate buyerName buyerStreet buyerCity buyerRegion buyerPostalCode buyerCountry buyerTaxId buyerElectronicAddress buyerReference
    reason note net tax gross paidAmount createdAt updatedAt revision lines taxes openAmount creditedAmount creditNotes overdueDays`,
  omit: 'company credited_ createdById issuedById returnId externalId',
  enums: { kind: InvoiceKindEnum, state: InvoiceStateEnum },
  fields: {
    actions: actions(invoiceFlow, 'invoice', { guards: { credit: (row) => `${row}.kind = 'INVOICE' and ${row}.credited_amount < ${row}.gross` } }),
    rate: sql(() => DecimalScalar, trimmed('rate'), { description: "What one unit of its currency was in the company's." }),
    openAmount: sql(() => DecimalScalar, trimmed('open_amount'), { nullable: false, description: 'Still to be paid; below zero, we owe it.' }),
    overdueDays: sql(() => Int, (row) => `case when ${overdue(row)} then app.today() - ${row}.due_date end`, { description: 'Since it was due; null while it is not overdue.' }),
    letters: letters('invoice'),
    lines: list(() => InvoiceLine, (child, parent) => `${child}.invoice_id = ${parent}.id`, (child) => `${child}.position, ${child}.id`),
    taxes: list(() => InvoiceTax, (child, parent) => `${child}.invoice_id = ${parent}.id`, (child) => `${child}.category, ${child}.rate`),
    creditNotes: list(() => Invoice, (child, parent) => `${child}.credited_id = ${parent}.id and ${child}.number is not null`, (child) => `${child}.issue_key, ${child}.id`),
  },
  filters: {
    kind: anyOf(InvoiceKindEnum, 'kind'), state: anyOf(InvoiceStateEnum, 'state'), partnerId: anyVisible('partner_id', 'partner'), accountId: anyVisible('account_id', 'account'), ownerId: anyId('owner_id', { staffOnly: true }),
    currency: anyOf(String, 'currency'), issueDate: days('issue_date'), dueDate: days('due_date'), gross: amounts('gross'), overdue: flag((row) => `coalesce(${overdue(row)}, false)`), open: flag(open),
    search: lookUp('invoice', ...buyerNames),
  },
  sorts: { ISSUE_DATE: by('issue_key', 'date'), DUE_DATE: by('due_key', 'date'), GROSS: by('gross_key', 'double precision') },
  defaultSort: { by: 'ISSUE_DATE', direction: 'DESC' },
})

addField(Order, 'invoices', list(() => Invoice, (child, parent) => `${child}.number is not null and ${child}.id in (select l.invoice_id from invoice_line l where l.order_id = ${parent}.id)`, (child) => `${child}.issue_key, ${child}.id`, { partner: true }))
addField(Partner, 'invoices', connection(() => Invoice, (child, parent) => `${child}.partner_id = ${parent}.id`, { partner: true }))
addField(Account, 'invoices', connection(() => Invoice, (child, parent) => `${child}.account_id = ${parent}.id`, { partner: true }))
for (const [field, column, type] of [['overdue', 'overdue', DecimalScalar], ['overdueDays', 'overdue_days', Int]] as const)
  addField(Partner, field, sql(() => type, (row) => `(select ${column === 'overdue' ? 'trim_scale(c.overdue)::text' : 'c.overdue_days'} from app.credit(${row}.id) c)`, { partner: true, description: column === 'overdue' ? 'Open of invoices whose last day to pay is over.' : 'Days since the first of them was due.' }))
