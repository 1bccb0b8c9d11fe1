import type { Run } from '../kit/read/reader.ts'

/** The letterhead in one language; what is not said in it is said as in English, and the name as the company is called. */
export interface PrintedLetterhead {
  name: string
  address: string | null
  bank: string | null
  paymentTerms: string | null
  deliveryTerms: string | null
  closing: string | null
  country: string | null
  taxId: string | null
  phone: string | null
  email: string | null
  website: string | null
  /** A PNG or JPEG picture as a data address. */
  logo: string | null
}

const said = ['address', 'bank', 'payment_terms', 'delivery_terms', 'closing']
const camel = (column: string) => column.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())

/** As SQL: an object of what a page in a language begins and ends with. Everybody who prints may read it. */
export const letterheadSql = (locale: string): string => `(select json_build_object(${[
  `'name', coalesce(t.name, i.value -> 'nameI18n' ->> ${locale}, e.name, i.value ->> 'name', 'Guanxi')`,
  ...said.map((column) => `'${camel(column)}', coalesce(t.${column}, e.${column})`),
  ...['country', 'tax_id', 'phone', 'email', 'website', 'logo'].map((column) => `'${camel(column)}', l.${column}`),
].join(', ')}) from (values (1)) one left join letterhead l on true left join letterhead_text t on t.locale = ${locale} left join letterhead_text e on e.locale = 'en' left join installation i on i.key = 'company')`

export async function letterheadOf(run: Run, locale: string): Promise<PrintedLetterhead> {
  const [row] = await run(`select ${letterheadSql('$1')} as letterhead`, [locale])
  return row!.letterhead as PrintedLetterhead
}
