import { defineEntity, p } from '@mikro-orm/core'
import { enumOf } from '../kit/enums.ts'
import { anyOf, by } from '../kit/filters.ts'
import { newId } from '../kit/ids.ts'
import { expose } from '../kit/read/expose.ts'
import { Partner } from '../partners/partner.ts'
import { Account } from '../accounts/account.ts'
import { type Category, type TaxClass, categories, taxClasses } from './tax.ts'

export const TaxClassEnum = enumOf('TaxClass', taxClasses, 'What a product is to the tax office.')
export const TaxCategoryEnum = enumOf('TaxCategory', categories, 'As EN 16931 has them. S: at a rate; Z: at zero; E: exempt; AE: reverse charge; K: to a business in another member state; G: export; O: outside the scope of tax.')

const TaxRuleSchema = defineEntity({
  name: 'TaxRule',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    country: p.string().length(2),
    region: p.text().nullable().comment('A state or province; a rule of the region goes before one of the country.'),
    taxClass: p.text().$type<TaxClass>(),
    category: p.text().$type<Category>(),
    rate: p.decimal().precision(9).scale(4).comment('In per cent.'),
    fromAbroad: p.boolean().comment('Also for what is shipped there from abroad: the company is registered there.'),
    validFrom: p.date().nullable().comment('The first day.'),
    validTo: p.date().nullable().comment('The last day.'),
    note: p.text().nullable(),
    revision: p.integer().version(),
  },
})
/** What a country takes of a class of products, for a time. */
export class TaxRule extends TaxRuleSchema.class {}
TaxRuleSchema.setClass(TaxRule)

const TaxExemptionSchema = defineEntity({
  name: 'TaxExemption',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    partner: () => p.manyToOne(Partner).nullable(),
    account: () => p.manyToOne(Account).nullable(),
    country: p.string().length(2).comment('Whose tax it frees from.'),
    number: p.text(),
    validFrom: p.date().comment('The first day.'),
    validTo: p.date().comment('The last day.'),
    createdById: p.uuid().nullable(),
    createdAt: p.datetime().onCreate(() => new Date()),
  },
})
/** A certificate that frees a buyer from a country's tax for a time. */
export class TaxExemption extends TaxExemptionSchema.class {}
TaxExemptionSchema.setClass(TaxExemption)
export { TaxRuleSchema, TaxExemptionSchema }

expose(TaxRule, TaxRuleSchema, {
  description: 'What a country takes of a class of products, for a time.', enums: { taxClass: TaxClassEnum, category: TaxCategoryEnum },
  filters: { country: anyOf(String, 'country'), taxClass: anyOf(TaxClassEnum, 'tax_class') },
  sorts: { COUNTRY: by('country', 'text') },
})
expose(TaxExemption, TaxExemptionSchema, { description: "A certificate that frees a buyer from a country's tax for a time.", partner: 'id country number validFrom validTo', omit: 'createdById' })
