const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}/, decimal = /^-?\d+\.\d+$/

/** PostGraphile writes amounts with all the digits of the column and moments with all six; the others leave out closing zeros. */
function short(value: unknown): unknown {
  if (typeof value !== 'string') return value
  if (moment.test(value)) return value.replace(/\.?0+(?=\+)/, '')
  return decimal.test(value) ? value.replace(/\.?0+$/, '') : value
}

const walked = (value: any): any =>
  Array.isArray(value) ? value.map(walked) : value !== null && typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, walked(one)])) : short(value)

/** What brings PostGraphile's answer into the form of the others, after its values. */
export const inOurForm = (arrange: (data: any) => unknown) => (data: unknown): unknown => arrange(walked(data))
