/** As much of a model as its editor needs to know; the server checks the rest. */
export type Words = Record<string, string>
export type Piece = { key: string; [more: string]: unknown }
export type Definition = { groups: Piece[]; attributes: Piece[]; options: Piece[]; rules: Piece[]; parts: Piece[]; assemblyDays: number }
export type List = 'options' | 'rules' | 'parts' | 'groups' | 'attributes'

export const inWords = (words: unknown, locale: string): string => (words as Words | undefined)?.[locale] ?? (words as Words | undefined)?.['en'] ?? ''

/** What a new piece looks like, to be changed. */
export const beginnings: Record<List, (definition: Definition) => Piece> = {
  groups: () => ({ key: 'group', name: { en: '', 'zh-Hant': '', 'zh-Hans': '' } }),
  attributes: () => ({ key: 'weight', name: { en: '', 'zh-Hant': '', 'zh-Hans': '' }, unit: 'kg' }),
  options: ({ groups }) => ({ key: 'option', group: groups[0]?.key ?? '', name: { en: '', 'zh-Hant': '', 'zh-Hans': '' }, kind: 'one', choices: [{ key: 'a', name: { en: '' }, standard: true }, { key: 'b', name: { en: '' } }] }),
  rules: ({ options }) => ({ key: 'rule', if: { chosen: [options[0]?.key ?? '', ''] }, must: { chosen: [options[1]?.key ?? options[0]?.key ?? '', ''] } }),
  parts: ({ options }) => ({ key: 'part', sku: '', if: { chosen: [options[0]?.key ?? '', ''] }, quantity: 1 }),
}

/** The model with one piece in place of another, or beside the others; without a piece, the model without it. */
export function withPiece(definition: Definition, list: List, index: number | null, piece: Piece | null): Definition {
  const pieces = [...definition[list]]
  if (index === null) pieces.push(piece!)
  else pieces.splice(index, 1, ...(piece ? [piece] : []))
  return { ...definition, [list]: pieces }
}
