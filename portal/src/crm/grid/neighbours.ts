// The records of the list that was last in view, so that a record's page can step to the one before or after it.
const lists = new Map<string, string[]>()

export function rememberList(path: string, ids: string[]): void {
  if (ids.length > 0) lists.set(path, ids)
}

export function neighbours(path: string, id: string): { before?: string; after?: string; position: number; of: number } | undefined {
  const ids = lists.get(path)
  const at = ids?.indexOf(id) ?? -1
  return ids && at >= 0 ? { before: ids[at - 1], after: ids[at + 1], position: at + 1, of: ids.length } : undefined
}
