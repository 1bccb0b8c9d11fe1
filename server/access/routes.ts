/** Every route of the server, and who may ask for it. A house test finds one that is served without standing here. */
export interface Route { path: string; audience: 'crm' | 'partner' | 'anyone'; permission: string }

export const routes: readonly Route[] = [
  { path: '/', audience: 'anyone', permission: 'public' },
  { path: '/healthz', audience: 'anyone', permission: 'public' },
  { path: '/crm', audience: 'anyone', permission: 'public' },
  { path: '/partner', audience: 'anyone', permission: 'public' },
  { path: '/assets', audience: 'anyone', permission: 'public' },
  { path: '/graphql/crm', audience: 'crm', permission: 'by field' },
  { path: '/graphql/partner', audience: 'partner', permission: 'by field' },
  { path: '/crm/files/quotes/:id.pdf', audience: 'crm', permission: 'quote:read' },
  { path: '/partner/files/quotes/:id.pdf', audience: 'partner', permission: 'quote:read' },
]
