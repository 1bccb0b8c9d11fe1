import { Admission } from '../kit/admission.ts'
import { notFound } from '../kit/errors.ts'
import { isId } from '../kit/ids.ts'
import { allow } from '../kit/security-headers.ts'
import type { Asked } from '../access/router.ts'
import type { PrintedQuote } from './quote-document.ts'

const reading = `
  select q.number, v.number as version, v.state, v.currency, v.valid_until::text as "validUntil", v.note, trim_scale(v.subtotal)::text as subtotal, trim_scale(v.discount_percent)::text as "discountPercent",
    trim_scale(v.discount_amount)::text as "discountAmount", trim_scale(v.total)::text as total, app.day(coalesce(v.presented_at, v.created_at))::text as date,
    (select json_build_object('name', p.name, 'city', p.city, 'country', p.country) from partner p where p.id = q.partner_id) as partner,
    (select json_build_object('name', a.name, 'city', a.city, 'country', a.country) from account a where a.id = q.account_id) as account,
    (select json_build_object('name', u.name, 'email', u.email, 'phone', u.phone) from app_user u where u.id = q.owner_id) as owner,
    (select coalesce(i.value -> 'nameI18n' ->> $2, i.value ->> 'name') from installation i where i.key = 'company') as company,
    (select json_agg(json_build_object('position', l.position, 'sku', p.sku, 'name', coalesce(p.name_i18n ->> $2, p.name), 'description', l.description, 'quantity', l.quantity,
      'unitPrice', trim_scale(l.unit_price)::text, 'amount', trim_scale(l.amount)::text) order by l.position) from quote_line l join product p on p.id = l.product_id where l.version_id = v.id) as lines
  from quote q join lateral (select * from quote_version v where v.quote_id = q.id and v.state in ('Approved', 'Presented', 'Accepted', 'Declined', 'Expired') order by v.number desc limit 1) v on true
  where q.id = $1`

/** Setting pages keeps the processor busy: one at a time, so that everybody else is answered in between. */
const press = new Admission({ most: 1, waiting: 20, patience: 10_000 })

/** Sends the latest offer of a quote, as its viewer may see it, as a PDF in their language. A quote without one is not found. */
export async function quotePdf({ context, params, response }: Asked): Promise<void> {
  const { locale } = context, id = params.id!
  if (!isId(id)) throw notFound('id')
  const [quote] = await context.run(reading, [id, locale])
  if (!quote) throw notFound('id')
  // setting pages takes long, and others wait for the connection
  await context.close()
  const pdf = await press.run(async () => {
    // what sets pages is a tenth of the server's memory, and many servers never need it
    const { renderQuote } = await import('./quote-document.ts')
    return renderQuote(quote as unknown as PrintedQuote, locale)
  })
  allow(response, 'printed')
  response.writeHead(200, { 'content-type': 'application/pdf', 'content-length': pdf.length, 'cache-control': 'private, no-store', 'content-disposition': `inline; filename="${String(quote.number).replace(/[^\w-]/g, '')}.pdf"` }).end(pdf)
}
