import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { stringify } from 'csv-stringify'
import type { Asked } from '../access/router.ts'
import type { RequestContext } from '../context.ts'
import { notFound } from '../kit/errors.ts'
import { isId } from '../kit/ids.ts'
import { fileColumns } from './entry-file.ts'

const atOnce = 2_000

/** A list's entries, in the order of its page, a few thousand at a time. */
async function* entries({ run }: RequestContext, listId: string): AsyncGenerator<Record<string, unknown>> {
  for (let after: [target: string, id: string] | null = null; ;) {
    const rows = await run(
      `select e.target_id as target, e.id, p.sku, coalesce(c.slug, case when e.product_id is null then '*' end) as category, e.min_quantity as from_quantity, e.basis,
        trim_scale(coalesce(e.value, (select k.value from price_entry_cost k where k.entry_id = e.id)))::text as value, e.valid_from::text as valid_from, e.valid_to::text as valid_to
       from price_list_entry e left join product p on p.id = e.product_id left join category c on c.id = e.category_id
       where e.price_list_id = $1 and ($2::uuid is null or (e.target_id, e.id) > ($2::uuid, $3::uuid)) order by e.target_id, e.id limit ${atOnce}`, [listId, after?.[0] ?? null, after?.[1] ?? null])
    yield* rows
    const last = rows.at(-1)
    if (rows.length < atOnce || !last) return
    after = [last.target as string, last.id as string]
  }
}

/** Sends the entries of a list as CSV; `?delimiter=semicolon` for spreadsheets that want it so. */
export async function exportEntries({ context, params, query, response }: Asked): Promise<void> {
  const [list] = isId(params.id) ? await context.run('select id from price_list where id = $1', [params.id]) : []
  if (!list) throw notFound('id')
  response.writeHead(200, { 'content-type': 'text/csv; charset=utf-8', 'cache-control': 'private, no-store', 'content-disposition': 'attachment; filename="price-list.csv"', 'x-content-type-options': 'nosniff' })
  // amounts are numbers, whatever they begin with: only words could be taken for a formula
  const csv = stringify({ header: true, columns: [...fileColumns], bom: true, escape_formulas: true, delimiter: query.get('delimiter') === 'semicolon' ? ';' : ',' })
  await pipeline(Readable.from(entries(context, list.id as string)), csv, response).catch((error: { code?: string }) => {
    // who stops reading half-way
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error
  })
}
