import { Kind, GraphQLError, GraphQLScalarType, type ValueNode } from 'graphql'

const text = (node: ValueNode): unknown =>
  node.kind === Kind.STRING || node.kind === Kind.INT || node.kind === Kind.FLOAT ? node.value : undefined

const scalar = (name: string, description: string, pattern: RegExp, write: (value: unknown) => string) => {
  const read = (value: unknown): string => {
    const string = typeof value === 'number' ? String(value) : value
    if (typeof string !== 'string' || !pattern.test(string)) throw new GraphQLError(`${name} expected`, { extensions: { code: 'BAD_USER_INPUT' } })
    return string
  }
  return new GraphQLScalarType({ name, description, serialize: write, parseValue: read, parseLiteral: (node) => read(text(node)) })
}

/** At most 13 digits before and 6 after the point: what numeric(19,6) holds. */
export const DecimalScalar = scalar('Decimal', 'An exact decimal number as a string, such as "1200.50"; money is in the currency beside it.',
  /^-?\d{1,13}(\.\d{1,6})?$/, String)

/** A moment as the database's driver writes it: a blank in the middle and no minutes of the zone. */
const postgresTime = /^(\d{4}-\d\d-\d\d) (.*[+-]\d\d)$/

export const DateTimeScalar = scalar('DateTime', 'A moment as an ISO 8601 string in UTC.',
  /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/, (value) => (value instanceof Date ? value.toISOString() : String(value).replace(postgresTime, '$1T$2:00')))

export const DateScalar = scalar('Date', "A whole day, YYYY-MM-DD, in the selling company's time zone.",
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, (value) => value instanceof Date ? value.toISOString().slice(0, 10) : String(value))

export const JsonScalar = new GraphQLScalarType({ name: 'JSON', description: 'Any JSON value.' })
