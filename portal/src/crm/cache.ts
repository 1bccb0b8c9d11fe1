import type { Cache, UpdateResolver } from '@urql/exchange-graphcache'
import { embedded, forget, type CacheSettings } from '../shared/cache'
import type { AddNoteMutation, AddNoteMutationVariables } from './gql/graphql'

/** Lists that show a new or moved record are asked again. */
const then = (...fields: string[]): UpdateResolver => (_result, _args, cache) => forget(cache, fields)

const typename = (subject: string) => subject.charAt(0).toUpperCase() + subject.slice(1)

/** Forgets the pages of one connection of a record, whatever their arguments. */
function forgetConnection(cache: Cache, record: { __typename: string; id: string | number }, field: string) {
  for (const { fieldName, arguments: args } of cache.inspectFields(record)) if (fieldName === field) cache.invalidate(record, field, args ?? undefined)
}

const noteAdded: UpdateResolver = (_result: AddNoteMutation, { input }: AddNoteMutationVariables, cache) => {
  forgetConnection(cache, { __typename: typename(input.subjectType), id: input.subjectId }, 'timeline')
  forget(cache, ['events'])
}

/** A verb changes the record's state (which comes back) and what others list: work, counts, its history. */
const verb = (record: 'quote' | 'order' | 'partner', name: string): UpdateResolver => (_result, args, cache) => {
  forgetConnection(cache, { __typename: typename(record), id: (args as { input: { id: string } }).input.id }, 'timeline')
  forget(cache, name === 'editQuote' ? ['events'] : ['work', 'search', 'events', 'approvals'])
}

/** The contact comes back with its accounts; the account's own list is asked again. */
const contactMoved: UpdateResolver = (_result, args, cache) => {
  forgetConnection(cache, { __typename: 'Account', id: (args as { input: { accountId: string } }).input.accountId }, 'contacts')
  forget(cache, ['contacts', 'search'])
}

/** Prices follow promotions, and what meets them. */
const promotionMoved: UpdateResolver = (_result, args, cache) => {
  forgetConnection(cache, { __typename: 'Promotion', id: (args as { input: { id: string } }).input.id }, 'timeline')
  forget(cache, ['promotions', 'promotion', 'promotionResult', 'productPrice'])
}

const QUOTE_VERBS = ['edit', 'draft', 'submit', 'approve', 'reject', 'return', 'present', 'revise', 'cancel'].map((name) => `${name}Quote`)
const ORDER_VERBS = ['confirm', 'repromise', 'hold', 'release', 'ship', 'deliver', 'close', 'cancel'].map((name) => `${name}Order`)
const PARTNER_VERBS = ['review', 'approve', 'reject', 'onboard', 'activate', 'suspend', 'resume', 'terminate'].map((name) => `${name}Partner`)
const verbs = (record: 'quote' | 'order' | 'partner', names: string[]) => Object.fromEntries(names.map((name) => [name, verb(record, name)]))

/** An edited field shows at once, and graphcache rolls it back when the server refuses. */
const edited = (type: string) => ({ input }: { input?: object }) => {
  const { clientMutationId, revision: _, ...changes } = input as { id: string; clientMutationId: string; revision?: number }
  return { __typename: `Update${type}Payload`, clientMutationId, errors: [], [type.toLowerCase()]: { ...changes, __typename: type } }
}

export const cache: CacheSettings = {
  lists: ['approvals', 'accounts', 'contacts', 'partners', 'quotes', 'orders', 'orderChanges', 'returns', 'contracts', 'products', 'promotions', 'specialPrices', 'users', 'auditTrail', 'priceListEntries', 'payments', 'bankLines', 'configurations'],
  keys: embedded('QuoteLetter', 'QuoteRecipient', 'ContractPreview', 'UnknownField', 'ContractConnection', 'ContractEdge', 'ApprovalPreview', 'PreviewedStep', 'ApprovalFinding', 'OtherOffer', 'ApprovalDelegationConnection', 'ApprovalDelegationEdge', 'QuoteComparison', 'QuoteFieldDifference', 'QuoteLineDifference', 'ComparedQuoteLine', 'ProductModelConnection', 'ProductModelEdge', 'ModelCheck', 'ModelFinding', 'ModelRule', 'Configured', 'ConfiguredAnswer', 'ConfiguredGroup', 'ConfiguredOption', 'ConfiguredChoice', 'ChoiceReason', 'ConfigurationOffer', 'DescriptionLine', 'DroppedAnswer', 'OfferLine', 'OfferSurcharge',
    '__Type', '__Field', 'AccountMovement', 'AccountStatement', 'AuditChange', 'AuditSeal', 'AccessExplanation', 'AccessMatrix', 'AccessRule', 'EffectiveRight', 'EffectiveRights', 'KeyRights', 'MatrixRole', 'MatrixRow', 'PeopleWhoSee', 'PersonWhoSees', 'RoleGrant', 'AccountTeamMember', 'LinePromise', 'CreditCheck', 'CreditRules', 'CreditRelease', 'CreditAmount', 'OrderChangeConnection', 'OrderChangeEdge', 'ReturnConnection', 'ReturnEdge', 'PriceBreak', 'PriceExplanation', 'PriceStep', 'LinePart', 'PartExplanation', 'PromotionBudget', 'PromotionFigures', 'PromotionItem', 'PromotionResult', 'PromotionShare', 'PromotionWeek', 'ProductAttribute', 'TaxPreview', 'TaxGroupPreview', 'Promise', 'PromisePart', 'PromisedLine', 'PromisedLines', 'SearchHit', 'Work'),
  stale: {
    account: ['accounts', 'account', 'events'], contact: ['contacts', 'contact', 'events'], partner: ['partners', 'partner', 'events'], quote: ['quotes', 'quote', 'work', 'events', 'approvals'], order: ['orders', 'order', 'orderChanges', 'returns', 'work', 'promiseOrder', 'events'], product: ['products', 'product'], stock: ['promise', 'promiseOrder'], supply: ['supplies', 'supply', 'product', 'events'],
    user: ['users', 'partner'], special_price: ['specialPrices', 'specialPrice', 'work', 'events'],
  },
  optimistic: { updateAccount: edited('Account'), updateContact: edited('Contact'), updatePartner: edited('Partner') } as CacheSettings['optimistic'],
  updates: {
    Mutation: {
      ...Object.fromEntries(['createPriceList', 'editPriceList', 'endPriceList', 'setPriceListEntries', 'preparePriceChange', 'applyPriceChange', 'discardPriceChange', 'undoPriceChange'].map((name) => [name, then('priceLists', 'priceList', 'priceListEntries', 'priceChanges', 'priceChange', 'productPrice', 'events')])),
      saveApprovalRule: then('approvalRules', 'approvalFindings'), removeApprovalRule: then('approvalRules', 'approvalFindings'), createDelegation: then('approvalDelegations'), endDelegation: then('approvalDelegations'), copyQuote: then('quotes', 'work'),
      addNote: noteAdded,
      createContract: then('contracts'), saveConfiguration: then('configurations'), saveContractTemplate: then('contractTemplates'), updateLetterhead: then('letterhead'), sendQuote: then('quotes', 'work', 'events'),
      createAccount: then('accounts'), createContact: then('contacts', 'account'), createQuote: then('quotes', 'work'), giveConsent: then('contacts'), withdrawConsent: then('contacts'), setDoNotContact: then('contacts'), clearDoNotContact: then('contacts'), eraseContact: then('contacts', 'contact', 'account', 'search', 'events'), eraseAccount: then('accounts', 'account', 'search', 'events'), eraseUser: then('users', 'partner', 'events'), linkContact: contactMoved, unlinkContact: contactMoved, applyPartner: then('partners', 'search'), createApiKey: then('apiKeys'), createWebhook: then('webhooks'), removeWebhook: then('webhooks'), createPartnerUser: then('users', 'partner'), createStaffUser: then('users', 'search'), announceSupply: then('supplies', 'product', 'promise'), editSupply: then('supplies', 'product', 'promise'), receiveSupply: then('supplies', 'product', 'promise'), cancelSupply: then('supplies', 'product', 'promise'),
      ...Object.fromEntries([...['request', 'edit', 'submit', 'approve', 'apply', 'reject', 'withdraw'].map((name) => `${name}OrderChange`), ...['request', 'approve', 'reject', 'receive', 'close', 'cancel'].map((name) => `${name}Return`)].map((name) => [name, then('order', 'orders', 'events', 'work')])),
      ...Object.fromEntries(['createInvoice', 'issueInvoice', 'discardInvoice', 'creditInvoice', 'creditReturn'].map((name) => [name, then('invoices', 'invoice', 'order', 'orders', 'partner', 'events')])),
      ...Object.fromEntries(['bookPayment', 'allocatePayment', 'unallocatePayment', 'refundPayment', 'reversePayment', 'writeOffInvoice', 'assignBankLine', 'ignoreBankLine', 'reopenBankLine', 'matchBankLines'].map((name) => [name, then('payments', 'bankLines', 'bankStatements', 'invoices', 'invoice', 'partner', 'orders', 'order', 'events')])),
      ...Object.fromEntries(['create', 'edit', 'submit', 'withdraw', 'approve', 'reject', 'return'].map((name) => [`${name}SpecialPrice`, then('specialPrices', 'specialPrice', 'work', 'events', 'productPrice')])),
      createPromotion: then('promotions'), ...Object.fromEntries(['edit', 'activate', 'pause', 'resume', 'end'].map((name) => [`${name}Promotion`, promotionMoved])),
      ...verbs('quote', QUOTE_VERBS), ...verbs('order', ORDER_VERBS), ...verbs('partner', PARTNER_VERBS),
    },
  },
}
