import type { Cache } from '@urql/exchange-graphcache'
import { embedded, forget, type CacheSettings } from '../shared/cache'
import { minus, plus, times } from '../shared/decimal'
import { CartDocument, type CartFragment, type SetCartLineInput } from './gql/graphql'

const connections = ['Account', 'Configuration', 'Consent', 'Contact', 'Contract', 'Event', 'Invoice', 'Order', 'OrderChange', 'Payment', 'Product', 'Quote', 'Return', 'SpecialPrice', 'SpecialPriceUse', 'User', 'WebhookDelivery'].flatMap((name) => [`${name}Connection`, `${name}Edge`])

const forgets = (...fields: string[]) => (_result: unknown, _args: unknown, cache: Cache) => forget(cache, fields)

/** The cart as it will be: with the net price known so far, until the server answers with the one for this quantity. */
function withQuantity(cart: CartFragment, productId: string, configurationId: string | null, quantity: number): CartFragment {
  const line = cart.lines.find((one) => one.product?.id === productId && (one.configurationId ?? null) === configurationId)
  if (!line) return cart
  const amount = line.netPrice == null ? null : times(line.netPrice, quantity)
  return {
    ...cart,
    subtotal: plus(minus(cart.subtotal, line.amount ?? '0'), quantity > 0 ? (amount ?? '0') : '0'),
    lines: cart.lines.flatMap((other) => (other !== line ? [other] : quantity > 0 ? [{ ...line, quantity, amount }] : [])),
  }
}

export const cache: CacheSettings = {
  lists: ['accounts', 'configurations', 'contracts', 'invoices', 'orderChanges', 'orders', 'products', 'returns', 'quotes', 'specialPrices'],
  keys: embedded(...connections, 'Home', 'PayingInstructions', 'AccountStatement', 'AccountMovement', 'NeedsYou', 'SearchHit', 'PriceBreak', 'ProductAttribute', 'Promise', 'PromisePart', 'PromisedLine', 'PromisedLines', 'PriceExplanation', 'PriceStep', 'TaxPreview', 'TaxGroupPreview', 'PromotionItem', 'RefusedLine', 'OtherOffer', 'QuoteComparison', 'QuoteFieldDifference', 'QuoteLineDifference', 'ComparedQuoteLine',
    'ProductModelConnection', 'ProductModelEdge', 'Configured', 'ConfiguredAnswer', 'ConfiguredGroup', 'ConfiguredOption', 'ConfiguredChoice', 'ChoiceReason', 'ReasonAnswer', 'DroppedAnswer', 'ConfigurationOffer', 'OfferLine', 'OfferSurcharge', 'DescriptionLine', 'LinePart', 'PartExplanation'),
  stale: {
    quote: ['quotes', 'home'],
    order: ['orders', 'order', 'orderChanges', 'returns', 'home'],
    account: ['accounts'],
    special_price: ['specialPrices', 'specialPrice', 'products', 'product', 'cart'],
    contact: ['contacts'],
    user: ['users'],
    partner: ['home'],
    product: ['products'],
    stock: ['promise'],
  },
  optimistic: {
    setCartLine: (args, cache) => {
      const { productId, configurationId = null, quantity } = (args as { input: SetCartLineInput }).input
      const cart = cache.readQuery({ query: CartDocument })?.cart
      return { __typename: 'CartPayload', clientMutationId: null, refused: null, errors: [], cart: cart ? withQuantity(cart, String(productId), configurationId === null ? null : String(configurationId), quantity) : null }
    },
  },
  updates: {
    Mutation: {
      placeOrder: forgets('cart', 'orders', 'home', 'account'),
      requestQuote: forgets('cart', 'quotes', 'home', 'account'),
      acceptQuote: forgets('quotes', 'orders', 'home', 'account'),
      declineQuote: forgets('quotes', 'home'),
      approveOrder: forgets('orders', 'home'),
      rejectOrder: forgets('orders', 'home'),
      cancelOrder: forgets('orders', 'home'),
      ...Object.fromEntries(['requestOrderChange', 'submitOrderChange', 'approveOrderChange', 'rejectOrderChange', 'withdrawOrderChange', 'requestReturn', 'cancelReturn'].map((name) => [name, forgets('order', 'orders', 'orderChanges', 'returns', 'home')])),
      saveConfiguration: forgets('configurations', 'configuration', 'cart'),
      deleteConfiguration: forgets('configurations', 'cart'),
      ...Object.fromEntries(['create', 'edit', 'submit', 'withdraw'].map((name) => [`${name}SpecialPrice`, forgets('specialPrices')])),
      createAccount: forgets('accounts'),
      createContact: forgets('account', 'contacts'),
      setDoNotContact: forgets('contacts'),
      clearDoNotContact: forgets('contacts'),
      createPartnerUser: forgets('users'),
      createApiKey: forgets('apiKeys'),
      createWebhook: forgets('webhooks'),
      removeWebhook: forgets('webhooks'),
    },
  },
}
