// The records of the list that was last in view, so that a record's page can step to the one before or after it.
const lists = new Map<string, { ids: () => string[]; total?: string }>()

/** `total` is what the list says it holds; only the pages that were loaded can be stepped through. */
export function rememberList(path: string, ids: () => string[], total?: string): void {
  lists.set(path, { ids, total })
}

export function neighbours(path: string, id: string): { before?: string; after?: string; position: number; of: string } | undefined {
  const list = lists.get(path)
  const ids = list?.ids() ?? []
  const at = ids.indexOf(id)
  return at >= 0 ? { before: ids[at - 1], after: ids[at + 1], position: at + 1, of: list?.total ?? String(ids.length) } : undefined
}
