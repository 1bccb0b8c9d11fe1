import { type Tables, idOf, productId } from './cast.ts'

/** What a warehouse reported last of two products. */
export const backoffice = (): Tables => ({
  inbound_version: ['LATHE', 'MILL'].map((sku) => ({ id: idOf(`reported ${sku}`), kind: 'STOCK', external_id: sku, version: 7, hash: '', record_id: productId(sku), answered: {}, received_by_id: idOf('desk@guanxi.example'), received_at: '2026-01-06T08:00:00Z' })),
})
