import { cacheExchange } from '@urql/exchange-graphcache'
import { authExchange } from '@urql/exchange-auth'
import { persistedExchange } from '@urql/exchange-persisted'
import { retryExchange } from '@urql/exchange-retry'
import { Client, fetchExchange, subscriptionExchange, type CombinedError } from 'urql'
import { afterCommands } from './afterCommands'
import { onRecordChanged, embedded, recentPages, type CacheSettings } from './cache'
import { fresh } from './fresh'
import { currentLocale } from './i18n'
import { sharedSubscriptions } from './live'

/** Why the server refused, from its closed list; undefined when it could not be reached. */
export const errorCode = (error: CombinedError | undefined) => error?.graphQLErrors[0]?.extensions['code'] as string | undefined

const headers = () => ({ 'x-csrf': '1', 'accept-language': currentLocale() })

/** One per signed-in viewer and language: a new one is made when either changes, so nothing of the other remains. */
export function makeClient(url: string, { stale = {}, keys, updates, lists = [], ...cache }: CacheSettings, signInAgain: () => Promise<void>): Client {
  const { decide, note } = fresh()
  return new Client({
    url,
    preferGetMethod: false,
    requestPolicy: 'cache-and-network',
    // urql would also accept an event stream, which the server takes for a subscription.
    fetchOptions: () => ({ headers: { ...headers(), accept: 'application/json' }, credentials: 'same-origin' }),
    exchanges: [
      decide,
      cacheExchange({
        ...cache,
        keys: { ...embedded('PageInfo', 'TotalCount', 'UserError', 'RecordChange', 'PasswordLink', 'SecondFactor', 'SecondFactorNeeded', 'SignInOptions', 'ViewedBy'), ...keys },
        updates: { ...updates, Query: recentPages(lists), Subscription: { recordChanged: onRecordChanged(stale), ...updates?.['Subscription'] } },
      }),
      note,
      afterCommands,
      authExchange(async () => ({
        addAuthToOperation: (operation) => operation,
        // A question ahead of its page brings up no sign-in: the page asks for itself.
        didAuthError: (error, operation) => !operation.context['quiet'] && error.graphQLErrors.some(({ extensions }) => extensions['code'] === 'UNAUTHENTICATED'),
        // What was refused waits, and is sent again afterwards.
        refreshAuth: signInAgain,
      })),
      // Only questions are asked again on their own; a command is repeated by the person, with its clientMutationId.
      retryExchange({ retryIf: (error, operation) => (!!error.networkError || ['UNAVAILABLE', 'OVERLOADED'].includes(errorCode(error)!)) && operation.kind === 'query', maxNumberAttempts: 3, initialDelayMs: 600 }),
      // Trusted documents: the server knows only the operations that this build contains.
      persistedExchange({
        enforcePersistedQueries: true,
        enableForMutation: true,
        enableForSubscriptions: true,
        preferGetForPersistedQueries: false,
        generateHash: async (_query, document) => (document as { __meta__?: { hash: string } }).__meta__?.hash,
      }),
      subscriptionExchange({ forwardSubscription: sharedSubscriptions(url, headers) }),
      fetchExchange,
    ],
  })
}
