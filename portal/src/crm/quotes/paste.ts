import { readQuantity } from '../../shared/readNumber.ts'

export type Pasted = { rows: { sku: string; quantity: number }[]; refused: string[] }

/** Rows copied from a spreadsheet: a SKU, then perhaps a quantity, split by tab, semicolon, comma or blanks. What cannot be read is named, never changed. */
export function parsePaste(text: string): Pasted {
  const pasted: Pasted = { rows: [], refused: [] }
  const written = text.split(/\r?\n/).map((row) => row.trim()).filter(Boolean)
  written.forEach((row, index) => {
    // Within one kind of separator the others belong to the value: "12,5" is one number.
    const [sku = '', typed = ''] = row.split(/\t/.test(row) ? /\t+/ : /;/.test(row) ? ';' : /^[^\s,]+\s*,/.test(row) ? ',' : /\s+/).map((part) => part.trim())
    const quantity = typed === '' ? 1 : readQuantity(typed)
    // A heading has words where the quantity would be.
    if (index === 0 && quantity === undefined && !/\d/.test(row)) return
    if (sku && quantity !== undefined) pasted.rows.push({ sku, quantity })
    else pasted.refused.push(row.replace(/\s+/g, ' '))
  })
  return pasted
}

/** One cell without a line break is ordinary text, not a table. */
export const isTable = (text: string) => /[\t\n]/.test(text.trim())
