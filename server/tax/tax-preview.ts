import { Field, ObjectType } from 'type-graphql'
import { everyone } from '../kit/audience.ts'
import { translate } from '../kit/locale.ts'
import { Decimal, round, sum } from '../kit/money.ts'
import type { Run } from '../kit/read/reader.ts'
import { DecimalScalar } from '../kit/scalars.ts'
import { type TaxFacts, taxFactsOf } from './load.ts'
import { type Category, type TaxClass, taxOf, totalsOf } from './tax.ts'
import { TaxCategoryEnum } from './tax-rule.ts'

@everyone @ObjectType({ description: 'The tax of one category and rate.' })
class TaxGroupPreview {
  @Field(() => TaxCategoryEnum) category!: Category
  @Field(() => DecimalScalar) rate!: string
  @Field(() => DecimalScalar) net!: string
  @Field(() => DecimalScalar) tax!: string
  @Field(() => String, { nullable: true, description: 'Why no tax is charged.' }) sentence!: string | null
}
@everyone @ObjectType({ description: 'What tax an invoice of today would charge. What holds is the invoice.' })
export class TaxPreview {
  @Field(() => DecimalScalar) net!: string
  @Field(() => DecimalScalar) tax!: string
  @Field(() => DecimalScalar) gross!: string
  @Field(() => [TaxGroupPreview]) groups!: TaxGroupPreview[]
}

/** Who buys, where to, and the lines; `share` is what the discount of the whole leaves of each. */
export interface Taxable { partnerId: string | null; accountId: string | null; taxId: string | null; country: string | null; region: string | null; currency: string; share: string | null; lines: { taxClass: TaxClass; amount: string }[] | null }

/** A buyer's number, and where goods go when nobody says where: of the partner `p`, else of the account `b`. */
export const buyersTax = `coalesce(p.tax_id, case when p.id is null then b.tax_id end) as "taxId", coalesce(p.country, b.country)`

/** Takes the discount of the whole off each class in proportion, so that together they are the total. */
function sharedOut(classes: [TaxClass, string[]][], share: string | null, currency: string): { taxClass: TaxClass; amount: Decimal }[] {
  let soFar = new Decimal(0), given = new Decimal(0)
  return classes.map(([taxClass, amounts]) => {
    soFar = soFar.plus(sum(amounts))
    const upTo = round(soFar.times(share ?? 1), currency), amount = upTo.minus(given)
    given = upTo
    return { taxClass, amount }
  })
}

/** The tax of documents that are no invoices yet, on a day – today, when left out; null where no rule says it, or not all of it is to be seen. */
export async function taxPreviews(run: Run, locale: string, documents: readonly (Taxable | undefined)[], day: string | null = null): Promise<(TaxPreview | null)[]> {
  const taxed = documents.filter((one) => one?.lines?.length && one.country) as Taxable[]
  const facts = taxed.length ? await taxFactsOf(run, taxed, day) : []
  return documents.map((one) => (one && taxed.includes(one) ? previewOf(locale, one, facts[taxed.indexOf(one)]!) : null))
}

function previewOf(locale: string, { taxId, country, region, currency, share, lines: wanted }: Taxable, { seller, exemptions, rules, day }: TaxFacts): TaxPreview | null {
  if (!seller || !country) return null
  const shipTo = { country, region }, byKind = new Map<TaxClass, string[]>()
  for (const { taxClass, amount } of wanted!) byKind.set(taxClass, [...(byKind.get(taxClass) ?? []), amount])
  const lines = sharedOut([...byKind], share, currency).map(({ taxClass, amount }) => ({ amount, tax: taxOf(seller, { taxId, exemptions }, shipTo, taxClass, day, rules) }))
  if (lines.some(({ tax }) => tax === null)) return null
  const totals = totalsOf(lines.map(({ amount, tax }) => ({ amount, ...tax! })), currency)
  return { ...totals, groups: totals.groups.map(({ reason, ...group }) => ({ ...group, sentence: reason && translate(locale, `tax.${reason}`, { certificate: lines.find(({ tax }) => tax!.reason === reason)?.tax?.certificate ?? '' }) })) }
}
