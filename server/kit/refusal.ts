import type { GraphQLFormattedError } from 'graphql'

interface Result { data?: Record<string, unknown> | null; errors?: readonly GraphQLFormattedError[] }

/** The code with which a request was refused as a whole; undefined when part of it was answered. */
export function refusalOf({ data, errors }: Result): string | undefined {
  const code = errors?.[0]?.extensions?.code as string | undefined
  return Object.values(data ?? {}).every((value) => value === null) ? code : undefined
}

/** Nothing is wrong with such a request: it may come again. */
export const mayComeAgain = (code: string | undefined): boolean => code === 'UNAVAILABLE' || code === 'OVERLOADED'
