/** Rows copied from a spreadsheet: a SKU, then perhaps a quantity, split by tab, comma, semicolon or blanks. */
export function parsePaste(text: string): { sku: string; quantity: number }[] {
  return text.split(/\r?\n/).flatMap((row) => {
    const [sku = '', quantity = '1'] = row.trim().split(/[\t;,\s]+/).filter(Boolean)
    const count = Number.parseInt(quantity.replace(/[^\d]/g, ''), 10)
    // A heading row has words where the quantity would be.
    return sku && (quantity === '1' || count > 0) ? [{ sku, quantity: Math.max(1, count || 1) }] : []
  })
}

/** One cell without a line break is ordinary text, not a table. */
export const isTable = (text: string) => /[\t\n]/.test(text.trim())
