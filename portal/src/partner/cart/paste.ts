export type PastedLine = { line: number; text: string; sku: string; quantity: number }
export type Pasted = { lines: PastedLine[]; unreadable: { line: number; text: string }[] }

// A heading that spreadsheets put above the columns.
const HEADING = /^(sku|item|part|product|article|料號|品號|貨號|货号|品号|料号)/i
const SEPARATOR = /[\t,;]|\s+[x×*]\s*|\s+/i

/**
 * Reads SKUs with quantities as people paste them: from a spreadsheet (tabs), a CSV or an e-mail ("NS-1007 x 4", "4 x NS-1007").
 * Without a quantity it is 1. What cannot be read is returned as it was written, never dropped.
 */
export function parsePaste(text: string): Pasted {
  const pasted: Pasted = { lines: [], unreadable: [] }
  text.split(/\r?\n/).forEach((raw, index) => {
    const written = raw.trim()
    const line = index + 1
    if (!written || (HEADING.test(written) && !/\d/.test(written))) return
    const parts = written.replace(/^["']|["']$/g, '').split(SEPARATOR).map((part) => part.replace(/^["'x×*]+(?=\d+$)|["']/gi, '').trim()).filter((part) => part && !/^[x×*]$/i.test(part))
    const read = sense(parts)
    if (read) pasted.lines.push({ line, text: written, ...read })
    else pasted.unreadable.push({ line, text: written })
  })
  return pasted
}

function sense(parts: string[]): { sku: string; quantity: number } | undefined {
  if (parts.length === 1) return { sku: parts[0]!, quantity: 1 }
  const first = wholeNumber(parts[0]!)
  const last = wholeNumber(parts.at(-1)!)
  // "4 NS-1007" – unless the SKU itself is a number, then the second column is the quantity.
  if (last !== undefined) return { sku: parts[0]!, quantity: last }
  if (first !== undefined && parts.length === 2) return { sku: parts[1]!, quantity: first }
  return undefined
}

function wholeNumber(text: string): number | undefined {
  const digits = text.replace(/(?:pcs?|ea|個|台|支|个)\.?$/i, '')
  return /^[1-9]\d{0,4}$/.test(digits) ? Number(digits) : undefined
}
