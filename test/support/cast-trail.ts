import { type Row, type Tables, idOf } from './cast.ts'

/** What the trail says of some records of each kind; one entry in each kind that asks for more than seeing the record, one of a record that is gone, and an act. */
export function trail(tables: Tables): Row[] {
  const entry = (record_type: string, table_name: string | null, record_id: string, needs: string | null = null): Row =>
    ({ row_key: `${table_name} ${needs} ${record_id}`, action: table_name ? 'update' : 'signIn', table_name, record_type, record_id, needs, channel: 'crm', at: '2026-01-06T08:00:00Z', changes: {} })
  const each = (table: string, record: string, needs: string | null = null) => tables[table]!.map(({ id }) => entry(record, table, id as string, needs))
  return [
    ...each('account', 'account'), ...each('contact', 'contact'), ...each('partner', 'partner'), ...each('quote', 'quote'), ...each('quote', 'quote', 'margin:read'), ...each('sales_order', 'order'),
    ...each('price_list', 'price_list'), ...each('product', 'product'), ...each('product', 'product', 'cost:read'), ...each('app_user', 'user'), ...each('app_user', 'user', 'user:manage'), ...each('api_key', 'api_key'), ...each('webhook', 'webhook'), ...each('product_model', 'product_model'), ...each('configuration', 'configuration'),
    entry('account', 'account', idOf('an account that is gone')), entry('user', null, idOf('rep@guanxi.example')),
  ]
}
