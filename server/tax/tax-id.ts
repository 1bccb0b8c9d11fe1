import { stateOf } from './tax.ts'

/** The shape of a number at the tax office, where it is simple; the European ones begin with their state. */
const shapes: Record<string, RegExp> = {
  AT: /^ATU\d{8}$/, BE: /^BE[01]\d{9}$/, BG: /^BG\d{9,10}$/, CY: /^CY\d{8}[A-Z]$/, CZ: /^CZ\d{8,10}$/, DE: /^DE\d{9}$/, DK: /^DK\d{8}$/, EE: /^EE\d{9}$/, ES: /^ES[A-Z0-9]\d{7}[A-Z0-9]$/, FI: /^FI\d{8}$/, FR: /^FR[A-Z0-9]{2}\d{9}$/,
  GR: /^EL\d{9}$/, HR: /^HR\d{11}$/, HU: /^HU\d{8}$/, IE: /^IE\d[A-Z0-9+*]\d{5}[A-Z]{1,2}$/, IT: /^IT\d{11}$/, LT: /^LT(\d{9}|\d{12})$/, LU: /^LU\d{8}$/, LV: /^LV\d{11}$/, MT: /^MT\d{8}$/, NL: /^NL\d{9}B\d{2}$/, PL: /^PL\d{10}$/,
  PT: /^PT\d{9}$/, RO: /^RO\d{2,10}$/, SE: /^SE\d{12}$/, SI: /^SI\d{8}$/, SK: /^SK\d{10}$/, GB: /^GB(\d{9}|\d{12})$/, CH: /^CHE\d{9}(MWST|TVA|IVA)?$/, US: /^\d{9}$/, TW: /^\d{8}$/,
}
const other = /^[A-Z0-9]{4,20}$/

/** Taiwan's check: the digits, weighted and added up, are a multiple of five; a seven in the seventh place may count one more. */
function taiwanese(digits: string): boolean {
  const total = [...digits].reduce((sum, digit, index) => { const product = Number(digit) * [1, 2, 1, 2, 1, 2, 4, 1][index]!; return sum + Math.floor(product / 10) + (product % 10) }, 0)
  return total % 5 === 0 || (digits[6] === '7' && (total + 1) % 5 === 0)
}

/** A number as it is kept – without blanks, dots and dashes, in capitals –, or null when no country of its buyer writes one so. */
export function taxIdOf(text: string, country: string | null): string | null {
  const plain = text.replace(/[\s.\-/]/g, '').toUpperCase()
  // a buyer may be registered in another member state than its own
  const shape = shapes[stateOf(plain) ?? ''] && /^[A-Z]{2}/.test(plain) ? shapes[stateOf(plain)!]! : shapes[country ?? ''] ?? other
  return shape.test(plain) && (shape !== shapes.TW || taiwanese(plain)) ? plain : null
}
