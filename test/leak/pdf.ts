import { inflateSync } from 'node:zlib'

/** The text of a PDF as far as it is written in hexadecimal glyphs with a table back to characters, which is how pages set with embedded fonts have it. */
export function pdfText(pdf: Buffer): string {
  const streams = streamsOf(pdf)
  const maps = streams.filter((text) => text.includes('beginbfchar') || text.includes('beginbfrange')).map(unicodeOf)
  const shown = streams.filter((text) => /\bT[jJ]\b/.test(text))
  // which font a piece is set in does not matter: it is looked for under each
  return maps.map((map) => shown.map((text) => textOf(text, map)).join('\n')).join('\n')
}

function streamsOf(pdf: Buffer): string[] {
  const found: string[] = []
  for (let at = pdf.indexOf('stream'); at >= 0; at = pdf.indexOf('stream', at + 6)) {
    if (pdf.subarray(at - 3, at).toString() === 'end') continue
    const from = pdf[at + 6] === 13 ? at + 8 : at + 7, to = pdf.indexOf('endstream', from)
    try { found.push(inflateSync(pdf.subarray(from, to), { finishFlush: 2 }).toString('latin1')) } catch { found.push(pdf.subarray(from, to).toString('latin1')) }
  }
  return found
}

// a glyph of several letters stands for as many signs, with spaces between them
const sign = (hex: string): string => Buffer.from(hex.replaceAll(' ', ''), 'hex').swap16().toString('utf16le')

/** Glyph → characters, from the tables that a font carries for copying text. */
function unicodeOf(text: string): Map<number, string> {
  const map = new Map<number, string>()
  for (const [, block] of text.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) for (const [, glyph, to] of block!.matchAll(/<([0-9a-f]+)>\s*<([0-9a-f ]+)>/gi)) map.set(parseInt(glyph!, 16), sign(to!))
  for (const [, block] of text.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, first, , list, start] of block!.matchAll(/<([0-9a-f]+)>\s*<([0-9a-f]+)>\s*(?:\[([^\]]*)\]|<([0-9a-f]+)>)/gi)) {
      const from = parseInt(first!, 16)
      if (list) [...list.matchAll(/<([0-9a-f ]+)>/gi)].forEach(([, to], index) => map.set(from + index, sign(to!)))
      else if (start) map.set(from, sign(start))
    }
  }
  return map
}

const textOf = (content: string, map: Map<number, string>): string =>
  content.split(/\bET\b/).map((block) => [...block.matchAll(/<([0-9a-f]+)>/gi)].map(([, hex]) => (hex!.match(/.{4}/g) ?? []).map((glyph) => map.get(parseInt(glyph, 16)) ?? '').join('')).join('')).join('\n')
