import { inflateSync } from 'node:zlib'

/** The text of a PDF as far as it is written in hexadecimal glyphs with a table back to characters, which is how pages set with embedded fonts have it. */
export function pdfText(pdf: Buffer): string {
  const streams = streamsOf(pdf), fonts = fontsOf(pdf.toString('latin1'), streams)
  return [...streams.values()].filter((text) => /\bT[jJ]\b/.test(text)).map((text) => textOf(text, fonts)).join('\n')
}

/** What streams hold, by the number of their object. */
function streamsOf(pdf: Buffer): Map<number, string> {
  const found = new Map<number, string>()
  for (let at = pdf.indexOf('stream'); at >= 0; at = pdf.indexOf('stream', at + 6)) {
    if (pdf.subarray(at - 3, at).toString() === 'end') continue
    const from = pdf[at + 6] === 13 ? at + 8 : at + 7, to = pdf.indexOf('endstream', from), before = pdf.subarray(Math.max(0, at - 2000), at).toString('latin1')
    const number = Number([...before.matchAll(/(\d+) \d+ obj\b/g)].at(-1)?.[1] ?? -at)
    try { found.set(number, inflateSync(pdf.subarray(from, to), { finishFlush: 2 }).toString('latin1')) } catch { found.set(number, pdf.subarray(from, to).toString('latin1')) }
  }
  return found
}

/** The table of each font, by the name that pages call it: one font's glyphs are other letters in another. */
function fontsOf(text: string, streams: Map<number, string>): Map<string, Map<number, string>> {
  const tables = new Map([...text.matchAll(/(\d+) \d+ obj\b((?:(?!endobj)[^])*?)\/ToUnicode (\d+) \d+ R/g)].map(([, font, , table]) => [font!, streams.get(Number(table))] as const))
  return new Map([...text.matchAll(/\/(F\d+) (\d+) \d+ R/g)].flatMap(([, name, font]) => { const table = tables.get(font!); return table ? [[name!, unicodeOf(table)] as const] : [] }))
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

function textOf(content: string, fonts: Map<string, Map<number, string>>): string {
  let map: Map<number, string> | undefined
  return content.split(/\bET\b/).map((block) => [...block.matchAll(/\/(F\d+) [\d.]+ Tf|<([0-9a-f]+)>/gi)].map(([, font, hex]) => {
    if (font) map = fonts.get(font)
    return (hex?.match(/.{4}/g) ?? []).map((glyph) => map?.get(parseInt(glyph, 16)) ?? '').join('')
  }).join('')).join('\n')
}
