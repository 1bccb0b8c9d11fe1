import { useCallback, useMemo, useState } from 'react'
import { type Draft, type Drafts, type Entry, type Fault, type Field, faultsOf, isChanged, storedText } from './entryRows'

/** What the server found wrong, by row and field. */
export type Told = Record<string, Partial<Record<string, string>>>

let made = 0
const newRow = (cells: Draft['cells'] = {}, match = false): Draft => ({ id: `new-${++made}`, cells, match })

/** Rows that were changed, added or taken away and are not saved yet, with what is wrong with them. */
export function useDrafts() {
  const [drafts, setDrafts] = useState<Drafts>({})
  const [told, setTold] = useState<Told>({})

  const put = useCallback((rows: Draft[]) => setDrafts((before) => {
    const after = { ...before }
    for (const row of rows) if (isChanged(row) || !row.entry) after[row.id] = row; else delete after[row.id]
    return after
  }), [])
  const forgetTold = useCallback((ids: string[]) => setTold((before) => Object.fromEntries(Object.entries(before).filter(([id]) => !ids.includes(id)))), [])

  const write = useCallback((id: string, entry: Entry | undefined, cells: Draft['cells']) => {
    setDrafts((before) => {
      const row: Draft = { ...(before[id] ?? { id, entry, cells: {} }), entry: entry ?? before[id]?.entry }
      const next = { ...row, cells: { ...row.cells, ...cells } }
      // what is as it was is no change
      if (next.entry) next.cells = Object.fromEntries(Object.entries(next.cells).filter(([field, text]) => text !== storedText(next.entry, field as Field)))
      const after = { ...before, [id]: next }
      if (next.entry && !isChanged(next)) delete after[id]
      return after
    })
    forgetTold([id])
  }, [forgetTold])

  const remove = useCallback((id: string, entry: Entry | undefined) => {
    setDrafts((before) => {
      const { [id]: draft, ...others } = before
      if (!entry) return others
      const next: Draft = { ...(draft ?? { id, entry, cells: {} }), removed: !draft?.removed }
      return isChanged(next) ? { ...others, [id]: next } : others
    })
    forgetTold([id])
  }, [forgetTold])

  const add = useCallback((rows: Draft['cells'][] = [{}], match = false) => put(rows.map((cells) => newRow(cells, match))), [put])
  const clear = useCallback(() => { setDrafts({}); setTold({}) }, [])

  return useMemo(() => {
    const all = Object.values(drafts), added = all.filter(({ entry }) => !entry), changed = all.filter(isChanged)
    const own: Record<string, Partial<Record<Field, Fault>>> = Object.fromEntries(changed.map((draft) => [draft.id, faultsOf(draft)]))
    return { drafts, added, changed, own, told, faulty: changed.filter(({ id }) => Object.keys(own[id]!).length > 0 || told[id]).length, write, remove, add, clear, setTold }
  }, [drafts, told, write, remove, add, clear])
}
export type DraftsState = ReturnType<typeof useDrafts>
