import { defineEntity, p } from '@mikro-orm/core'
import { anyOf, by, days } from '../kit/filters.ts'
import { newId } from '../kit/ids.ts'
import { expose, sql } from '../kit/read/expose.ts'
import { DecimalScalar } from '../kit/scalars.ts'

const CurrencyRateSchema = defineEntity({
  name: 'CurrencyRate',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    currency: p.string().length(3),
    companyCurrency: p.string().length(3),
    day: p.date().comment('From this day on, until there is a later one.'),
    rate: p.decimal().precision(24).scale(12),
    source: p.text().comment('Who said so: a bank, a customs office, a person.'),
    createdById: p.uuid().nullable(),
    createdAt: p.datetime().onCreate(() => new Date()),
  },
})

/** What one unit of a currency is worth in the company's own, from a day on. */
export class CurrencyRate extends CurrencyRateSchema.class {}
CurrencyRateSchema.setClass(CurrencyRate)
export { CurrencyRateSchema }

expose(CurrencyRate, CurrencyRateSchema, {
  description: "What one unit of a currency is worth in the company's own, from a day on.", omit: 'createdById',
  fields: { rate: sql(() => DecimalScalar, (row) => `trim_scale(${row}.rate)::text`, { nullable: false, description: 'With up to twelve digits after the point.' }) },
  filters: { currency: anyOf(String, 'currency'), day: days('day') },
  sorts: { DAY: by('day', 'date'), CURRENCY: by('currency', 'text') },
  defaultSort: { by: 'DAY', direction: 'DESC' },
})
