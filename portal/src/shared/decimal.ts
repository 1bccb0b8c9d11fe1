// Just enough exact arithmetic for optimistic totals; the server's figure replaces ours a moment later.

type Fixed = { units: bigint; scale: number }

function parse(value: string): Fixed {
  const [whole = '0', fraction = ''] = value.split('.')
  return { units: BigInt(whole + fraction), scale: fraction.length }
}

function print({ units, scale }: Fixed): string {
  if (scale === 0) return units.toString()
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0')
  return `${units < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}

function align(a: Fixed, b: Fixed): [bigint, bigint, number] {
  const scale = Math.max(a.scale, b.scale)
  const at = (x: Fixed) => x.units * 10n ** BigInt(scale - x.scale)
  return [at(a), at(b), scale]
}

export function plus(a: string, b: string): string {
  const [x, y, scale] = align(parse(a), parse(b))
  return print({ units: x + y, scale })
}

export function minus(a: string, b: string): string {
  const [x, y, scale] = align(parse(a), parse(b))
  return print({ units: x - y, scale })
}

/** An amount for a whole number of pieces. */
export function times(amount: string, quantity: number): string {
  const { units, scale } = parse(amount)
  return print({ units: units * BigInt(quantity), scale })
}

/** Below zero when a < b. */
export function compare(a: string, b: string): number {
  const [x, y] = align(parse(a), parse(b))
  return x < y ? -1 : x > y ? 1 : 0
}

// ISO 4217; of TWD nobody uses any. Browsers know other digits, by what people pay with.
const WHOLE = new Set('BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF TWD UGX UYI VND VUV XAF XOF XPF'.split(' '))
const MORE: Record<string, number> = { BHD: 3, IQD: 3, JOD: 3, KWD: 3, LYD: 3, OMR: 3, TND: 3, CLF: 4, UYW: 4 }
/** To how many decimals a document in this currency is rounded, as on the server. */
export const digitsOf = (currency: string): number => (WHOLE.has(currency) ? 0 : MORE[currency] ?? 2)
