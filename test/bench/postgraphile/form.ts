const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}/, decimal = /^-?\d+\.\d+$/
/** Names that PostGraphile takes from tables. */
const types: Record<string, string> = { SalesOrder: 'Order', AppUser: 'User', SalesOrderConnection: 'OrderConnection', BenchProductPriceBreaksRecord: 'PriceBreak', BenchSearchHit: 'SearchHit' }

/** PostGraphile writes amounts with all the digits of the column and moments with all six; the others leave out closing zeros. */
function short(value: unknown, key?: string): unknown {
  if (typeof value !== 'string') return value
  if (key === '__typename') return types[value] ?? value
  if (moment.test(value)) return value.replace(/\.?0+(?=\+)/, '')
  return decimal.test(value) ? value.replace(/\.?0+$/, '') : value
}

const walked = (value: any, at?: string): any =>
  Array.isArray(value) ? value.map((one) => walked(one)) : value !== null && typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, walked(one, key)])) : short(value, at)

/** What brings PostGraphile's answer into the form of the others, after its values. */
export const inOurForm = (arrange: (data: any) => unknown) => (data: unknown): unknown => arrange(walked(data))

/** Its counts go on to the end where the others stop. */
export const counted = (value: number) => ({ __typename: 'TotalCount', exact: value <= 10_000, value: Math.min(value, 10_000) })
