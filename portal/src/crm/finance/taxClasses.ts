import type { TaxClass } from '../gql/graphql'

export const CLASSES: TaxClass[] = ['STANDARD', 'REDUCED', 'ZERO', 'EXEMPT', 'SERVICE']
