/**
 * Every route of the server, and who may ask for it; `path` is a URLPattern, and the first that fits answers. The server asks
 * for the permission before a route's handler runs, and refuses to start when a route has no handler or a handler no route.
 */
export interface Route {
  path: string
  audience: 'crm' | 'partner' | 'anyone'
  /** One of the matrix, or: public – anybody; signed-in – anybody of the audience; by field – GraphQL asks for each field. */
  permission: string
  method?: 'GET' | 'POST'
  /** Asking for it is an act that the trail notes: not for who looks on as somebody else. */
  act?: true
}

export const routes: readonly Route[] = [
  { path: '/', audience: 'anyone', permission: 'public' },
  { path: '/healthz', audience: 'anyone', permission: 'public' },
  // for whoever shows METRICS_TOKEN, or for this computer alone
  { path: '/metrics', audience: 'anyone', permission: 'public', method: 'GET' },
  { path: '/graphql/crm', audience: 'crm', permission: 'by field' },
  { path: '/graphql/partner', audience: 'partner', permission: 'by field' },
  { path: '/crm/files/quotes/:id.pdf', audience: 'crm', permission: 'quote:read', method: 'GET' },
  { path: '/partner/files/quotes/:id.pdf', audience: 'partner', permission: 'quote:read', method: 'GET' },
  { path: '/crm/files/quotes/:id/certificate.pdf', audience: 'crm', permission: 'quote:read', method: 'GET' },
  { path: '/crm/files/quotes/:id/accepted.pdf', audience: 'crm', permission: 'quote:read', method: 'GET' },
  { path: '/crm/files/contracts/:id.pdf', audience: 'crm', permission: 'contract:read', method: 'GET' },
  { path: '/partner/files/contracts/:id.pdf', audience: 'partner', permission: 'contract:read', method: 'GET' },
  // whoever has the link sees and answers one version of one offer, and nothing else (docs/decisions/015-links.md)
  { path: '/offers/:token', audience: 'anyone', permission: 'public' },
  { path: '/crm/files/price-lists/:id.csv', audience: 'crm', permission: 'price:read', method: 'GET' },
  { path: '/crm/files/price-lists/:id/entries', audience: 'crm', permission: 'pricechange:prepare', method: 'POST' },
  { path: '/crm/files/invoices/:id.pdf', audience: 'crm', permission: 'invoice:read', method: 'GET' },
  { path: '/partner/files/invoices/:id.pdf', audience: 'partner', permission: 'invoice:read', method: 'GET' },
  { path: '/crm/files/invoices/:id.xml', audience: 'crm', permission: 'invoice:read', method: 'GET' },
  { path: '/partner/files/invoices/:id.xml', audience: 'partner', permission: 'invoice:read', method: 'GET' },
  { path: '/crm/files/orders/:id.pdf', audience: 'crm', permission: 'order:read', method: 'GET' },
  { path: '/partner/files/orders/:id.pdf', audience: 'partner', permission: 'order:read', method: 'GET' },
  { path: '/crm/files/orders/:id.xml', audience: 'crm', permission: 'order:read', method: 'GET' },
  { path: '/partner/files/orders/:id.xml', audience: 'partner', permission: 'order:read', method: 'GET' },
  { path: '/crm/files/shipments/:id.xml', audience: 'crm', permission: 'order:read', method: 'GET' },
  { path: '/partner/files/shipments/:id.xml', audience: 'partner', permission: 'order:read', method: 'GET' },
  { path: '/crm/files/bank-statements', audience: 'crm', permission: 'bankLine:import', method: 'POST' },
  { path: '/crm/files/account-statements/:id.pdf', audience: 'crm', permission: 'payment:read', method: 'GET' },
  { path: '/crm/files/account-statements/:id.csv', audience: 'crm', permission: 'payment:read', method: 'GET' },
  { path: '/partner/files/account-statement.pdf', audience: 'partner', permission: 'payment:read', method: 'GET' },
  { path: '/partner/files/account-statement.csv', audience: 'partner', permission: 'payment:read', method: 'GET' },
  { path: '/crm/files/dunning/:id.pdf', audience: 'crm', permission: 'dunning:read', method: 'GET' },
  { path: '/crm/files/shipments/:id.pdf', audience: 'crm', permission: 'order:read', method: 'GET' },
  { path: '/partner/files/shipments/:id.pdf', audience: 'partner', permission: 'order:read', method: 'GET' },
  { path: '/crm/files/exports.json', audience: 'crm', permission: 'export:read', method: 'GET' },
  { path: '/crm/files/exports', audience: 'crm', permission: 'export:read', method: 'POST' },
  { path: '/crm/files/exports/:date/:file', audience: 'crm', permission: 'export:read', method: 'GET', act: true },
  { path: '/crm/files/audit.csv', audience: 'crm', permission: 'audit:read', method: 'GET', act: true },
  { path: '/crm/files/contacts/:id/personal-data.json', audience: 'crm', permission: 'privacy:export', method: 'GET', act: true },
  { path: '/crm/files/accounts/:id/personal-data.json', audience: 'crm', permission: 'privacy:export', method: 'GET', act: true },
  { path: '/crm/files/users/:id/personal-data.json', audience: 'crm', permission: 'privacy:export', method: 'GET', act: true },
  { path: '/crm/sign-in/oidc', audience: 'anyone', permission: 'public', method: 'GET' },
  { path: '/crm/sign-in/oidc/callback', audience: 'anyone', permission: 'public', method: 'GET' },
  { path: '/partner/sign-in/oidc', audience: 'anyone', permission: 'public', method: 'GET' },
  { path: '/partner/sign-in/oidc/callback', audience: 'anyone', permission: 'public', method: 'GET' },
  { path: '/crm{/*}?', audience: 'anyone', permission: 'public', method: 'GET' },
  { path: '/partner{/*}?', audience: 'anyone', permission: 'public', method: 'GET' },
  // for trying the product out: only where no mail server is set, and only to this computer
  { path: '/mailbox', audience: 'anyone', permission: 'public', method: 'GET' },
  { path: '/mailbox/:id', audience: 'anyone', permission: 'public', method: 'GET' },
  { path: '/assets/*', audience: 'anyone', permission: 'public', method: 'GET' },
]
