import * as z from 'zod/mini'

const text = z.catch(z.optional(z.string()), undefined)

/** View, words, order and filter of a list, as they stand in its address. What does not fit is ignored, never an error. */
export const listSearch = z.object({
  view: text,
  q: text,
  sort: text,
  desc: z.catch(z.optional(z.boolean()), undefined),
  f: z.catch(z.optional(z.record(z.string(), z.array(z.string()))), undefined),
})

export type ListSearch = z.infer<typeof listSearch>
export type Values = Partial<Record<string, string[]>>

type Base = { id: string; label: string }
export type Filter =
  | (Base & { kind: 'choice'; options: { value: string; label: string }[] })
  | (Base & { kind: 'one'; options: { value: string; label: string }[]; /** What the server is asked for an option. */ value: (option: string) => unknown })
  | (Base & { kind: 'yes' })
  | (Base & { kind: 'amount' })
  | (Base & { kind: 'days'; /** The server knows whole days, not moments. */ whole?: true })
  | (Base & { kind: 'partner' | 'user' })

export type View = { id: string; label: string; filter: Values; sort?: { id: string; desc: boolean }; own?: boolean }

/** A picked record is kept as `id~name`, so that a shared address can show the name before anything is loaded. */
export const picked = (value: string) => { const at = value.indexOf('~'); return at < 0 ? { id: value, name: value } : { id: value.slice(0, at), name: value.slice(at + 1) } }

const bounds = ([gte, lte]: string[]) => ({ gte: gte || null, lte: lte || null })

/** What the server is asked. Unknown filters in the address are left out. */
export function toServerFilter(filters: Filter[], values: Values, q?: string): Record<string, unknown> {
  const result: Record<string, unknown> = q ? { search: q } : {}
  for (const filter of filters) {
    const { id, kind } = filter, value = values[id]
    if (!value || value.length === 0) continue
    if (kind === 'choice') result[id] = value
    // an address may hold an option that is none
    else if (kind === 'one') { if (filter.options.some((option) => option.value === value[0])) result[id] = filter.value(value[0]!) }
    else if (kind === 'yes') result[id] = value[0] === 'true'
    else if (kind === 'amount') result[id] = bounds(value)
    else if (kind === 'days') result[id] = filter.whole ? bounds(value) : bounds([value[0] && `${value[0]}T00:00:00Z`, value[1] && `${value[1]}T23:59:59Z`].map((day) => day ?? ''))
    else result[id] = value.map((one) => picked(one).id)
  }
  return result
}
