/** As much of a model as its editor needs to know; the server checks the rest. */
export type Words = Record<string, string>
export type Piece = { key: string; [more: string]: unknown }
export type Definition = { groups: Piece[]; attributes: Piece[]; options: Piece[]; rules: Piece[]; parts: Piece[]; assemblyDays: number }
export type List = 'options' | 'rules' | 'parts' | 'groups' | 'attributes'

export const inWords = (words: unknown, locale: string): string => (words as Words | undefined)?.[locale] ?? (words as Words | undefined)?.['en'] ?? ''

const firstOf = (option: Piece | undefined) => ({ chosen: [option?.key ?? '', (option && choicesIn(option)[0]?.key) ?? ''] })

/** What a new piece looks like, to be changed. */
export const beginnings: Record<List, (definition: Definition) => Piece> = {
  groups: () => ({ key: 'group', name: { en: '', 'zh-Hant': '', 'zh-Hans': '' } }),
  attributes: () => ({ key: 'weight', name: { en: '', 'zh-Hant': '', 'zh-Hans': '' }, unit: 'kg' }),
  options: ({ groups }) => ({ key: 'option', group: groups[0]?.key ?? '', name: { en: '', 'zh-Hant': '', 'zh-Hans': '' }, kind: 'one', choices: [{ key: 'c1', name: { en: '' }, standard: true }, { key: 'c2', name: { en: '' } }] }),
  rules: ({ options: [first, second = first] }) => ({ key: 'rule', if: firstOf(first), must: firstOf(second) }),
  parts: () => ({ key: 'part', sku: '', quantity: 1 }),
}

/** The model with one piece in place of another, or beside the others; without a piece, the model without it. */
export function withPiece(definition: Definition, list: List, index: number | null, piece: Piece | null): Definition {
  const pieces = [...definition[list]]
  if (index === null) pieces.push(piece!)
  else pieces.splice(index, 1, ...(piece ? [piece] : []))
  return { ...definition, [list]: pieces }
}

/** Pieces for a menu, by their names. */
export const named = (pieces: readonly Piece[], locale: string): { value: string; label: string }[] => pieces.map(({ key, name }) => ({ value: key, label: inWords(name, locale) || key }))

/** What can be chosen for an option; of a number, its values as text. */
export function choicesIn(option: Piece): { key: string; name: Words | string }[] {
  if (option['kind'] !== 'number') return ((option['choices'] ?? []) as Piece[]).map(({ key, name }) => ({ key, name: name as Words }))
  const [from, to, step] = ['from', 'to', 'step'].map((field) => Number(option[field]) || 0) as [number, number, number]
  const count = step > 0 ? Math.min(100, Math.floor((to - from) / step + 1e-9) + 1) : 0
  return Array.from({ length: Math.max(0, count) }, (_, index) => String(Number((from + index * step).toFixed(3)))).map((key) => ({ key, name: `${key} ${String(option['unit'] ?? '')}`.trim() }))
}

/** A key for a name that no other piece has; keys stay as they are once they are used. */
export function keyFor(name: string, taken: readonly string[]): string {
  const word = name.normalize('NFD').replace(/[^A-Za-z0-9 ]/g, '').trim().split(/ +/).map((part, index) => (index ? part.charAt(0).toUpperCase() + part.slice(1) : part.toLowerCase())).join('').slice(0, 32)
  const base = /^[A-Za-z]/.test(word) ? word : `k${word}`
  for (let count = 1; ; count++) {
    const key = count === 1 ? base : `${base}${count}`
    if (!taken.includes(key)) return key
  }
}

/** The piece with other fields; what is undefined is left out. */
export const patched = (piece: Piece, patch: Record<string, unknown>): Piece => Object.fromEntries(Object.entries({ ...piece, ...patch }).filter(([, value]) => value !== undefined)) as Piece
