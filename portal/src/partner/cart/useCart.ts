import { useQuery } from 'urql'
import { useCommand } from '../../shared/useCommand'
import { CartDocument, SetCartLineDocument } from '../gql/graphql'

/** The viewer's one cart; undefined until it is known, null where somebody looks on and there is none. */
export function useCart() {
  const [{ data, fetching, error }, refetch] = useQuery({ query: CartDocument, requestPolicy: 'cache-first' })
  return { cart: data?.cart, fetching, error, refetch }
}

/** Sets a line's quantity; 0 takes it out. Shown at once, see the cache's settings. */
export const useSetQuantity = () => useCommand(SetCartLineDocument)
