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

// ISO gives these two decimals (or none are ever used); people write them whole.
export const WHOLE = new Set(['TWD', 'JPY', 'KRW'])
/** To how many decimals a document in this currency is rounded. */
export const digitsOf = (currency: string): number => (WHOLE.has(currency) ? 0 : new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2)
