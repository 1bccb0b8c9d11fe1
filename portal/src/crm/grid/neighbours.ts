// The records of the list that was last in view, so that a record's page can step to the one before or after it.
const lists = new Map<string, { ids: string[]; total?: string }>()

/** `total` is what the list says it holds; only the pages that were loaded can be stepped through. */
export function rememberList(path: string, ids: string[], total?: string): void {
  if (ids.length > 0) lists.set(path, { ids, total })
}

export function neighbours(path: string, id: string): { before?: string; after?: string; position: number; of: string } | undefined {
  const list = lists.get(path)
  const at = list?.ids.indexOf(id) ?? -1
  return list && at >= 0 ? { before: list.ids[at - 1], after: list.ids[at + 1], position: at + 1, of: list.total ?? String(list.ids.length) } : undefined
}
