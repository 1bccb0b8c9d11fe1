import type { ClientBase } from 'pg'

export type Row = Record<string, unknown>

/** The tables in the order in which their rows refer to each other. */
const tables = [
  'app_user', 'program_level', 'partner', 'credential', 'partner_terms', 'account', 'account_standing', 'account_team_member', 'address', 'contact', 'contact_note', 'consent',
  'account_contact', 'category', 'product', 'product_cost', 'list_price', 'price_list', 'price_list_entry', 'price_entry_cost', 'promotion', 'promotion_product', 'promotion_level', 'promotion_budget', 'special_price', 'special_price_line', 'stock', 'supply', 'product_model', 'model_version', 'surcharge_cost', 'configuration',
  'quote', 'quote_version', 'quote_version_internal', 'quote_line', 'quote_line_cost', 'quote_approval', 'approval_rule', 'approval_rule_step', 'approval_delegation', 'sales_order', 'order_amount', 'order_line', 'promotion_use', 'special_price_use', 'reservation', 'shipment',
  'shipment_line', 'order_hold', 'order_change', 'order_change_internal', 'order_change_line', 'return_authorization', 'return_line', 'currency_rate', 'invoice', 'invoice_line', 'invoice_tax', 'bank_statement', 'bank_line', 'payment', 'payment_allocation', 'dunning_hold', 'dunning_run', 'dunning_letter', 'dunning_item', 'letterhead', 'letterhead_text', 'quote_link', 'document_mail', 'contract_template', 'contract', 'contract_text', 'contract_signature', 'event', 'document_counter', 'api_key', 'api_key_secret', 'installation',
] as const
export type Table = (typeof tables)[number]

/** Rows to be written, collected per table and written in bulk. */
export class Rows {
  private rows = new Map<Table, Row[]>(tables.map((table) => [table, []]))

  add(table: Table, row: Row): void {
    this.rows.get(table)!.push(row)
  }

  of(table: Table): Row[] {
    return this.rows.get(table)!
  }

  async write(client: ClientBase): Promise<void> {
    // partners refer to the staff who look after them, and their own people to the partner
    const people = this.of('app_user')
    await insert(client, 'app_user', people.filter(({ audience }) => audience === 'crm'))
    for (const table of tables.slice(1)) {
      await insert(client, table, this.of(table))
      if (table === 'partner') await insert(client, 'app_user', people.filter(({ audience }) => audience === 'partner'))
    }
  }
}

/** Rows of one table may leave out different columns; what is left out takes the column's default. */
async function insert(client: ClientBase, table: Table, rows: Row[]): Promise<void> {
  const shapes = new Map<string, Row[]>()
  for (const row of rows) {
    const columns = Object.keys(row).sort().join(', ')
    const alike = shapes.get(columns)
    if (alike) alike.push(row)
    else shapes.set(columns, [row])
  }
  for (const [columns, alike] of shapes) {
    await client.query(`insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${table}, $1)`, [JSON.stringify(alike)])
  }
}
