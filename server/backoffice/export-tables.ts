interface ExportTable { /** The file without its ending. */ name: string; table: string; columns: string }

/** What is written every night, column by column: names here are a promise to whoever reads the files (docs/integration.md). */
export const exportTables: readonly ExportTable[] = [
  { name: 'accounts', table: 'account', columns: 'id number name kind status industry website phone email electronic_address city country tax_id parent_id partner_id owner_id seller_id external_id created_at updated_at' },
  { name: 'partners', table: 'partner', columns: 'id code name type state parent_id level_id currency country city phone website email electronic_address tax_id representative_id channel_manager_id external_id created_at updated_at' },
  { name: 'products', table: 'product', columns: 'id sku name description category_id unit lifecycle orderable lead_time_days tax_class replacement_id variant_of_id external_id created_at' },
  { name: 'list-prices', table: 'list_price', columns: 'product_id currency price valid_from valid_to' },
  { name: 'price-lists', table: 'price_list', columns: 'id name kind currency partner_id account_id level_id country derived_from_id adjust_percent valid_from valid_to external_id' },
  { name: 'price-list-entries', table: 'price_list_entry', columns: 'id price_list_id product_id category_id min_quantity basis value valid_from valid_to' },
  { name: 'quotes', table: 'quote', columns: 'id number partner_id account_id contact_id owner_id seller_id currency public_state created_at updated_at' },
  { name: 'quote-versions', table: 'quote_version', columns: 'id quote_id number state superseded currency discount_percent subtotal discount_amount total valid_until purchase_order created_at presented_at decided_at' },
  { name: 'quote-lines', table: 'quote_line', columns: 'id version_id position product_id description quantity list_price net_price discount_percent unit_price amount' },
  { name: 'orders', table: 'sales_order', columns: 'id number state billing_state partner_id account_id owner_id seller_id quote_id quote_version_id purchase_order requested_date promise_date payment_days ship_to_id currency placed_at external_id created_at updated_at' },
  { name: 'order-amounts', table: 'order_amount', columns: 'order_id subtotal total' },
  { name: 'order-lines', table: 'order_line', columns: 'id order_id position product_id description quantity canceled_quantity shipped_quantity delivered_quantity list_price net_price discount_percent unit_price promotion_discount amount promise_date' },
  { name: 'shipments', table: 'shipment', columns: 'id order_id number carrier tracking_number shipped_at delivered_at external_id' },
  { name: 'shipment-lines', table: 'shipment_line', columns: 'id shipment_id order_line_id quantity' },
  { name: 'invoices', table: 'invoice', columns: 'id kind number state partner_id account_id owner_id credited_id currency issue_date due_date delivery_date buyer_name buyer_country buyer_tax_id buyer_reference net tax gross credited_amount paid_amount open_amount company_currency rate company_net company_tax company_gross external_id issued_at' },
  { name: 'invoice-lines', table: 'invoice_line', columns: 'id invoice_id position order_id order_line_id shipment_line_id product_id sku description quantity unit unit_price subtotal discount amount tax_category tax_rate' },
  { name: 'invoice-taxes', table: 'invoice_tax', columns: 'invoice_id category rate reason net tax' },
  { name: 'payments', table: 'payment', columns: 'id number kind state partner_id account_id day currency amount company_currency rate company_amount method reference allocated_amount refunded_amount created_at' },
  { name: 'payment-allocations', table: 'payment_allocation', columns: 'id payment_id invoice_id amount invoice_amount day created_at' },
  { name: 'stock', table: 'stock', columns: 'product_id on_hand reserved available' },
  { name: 'supplies', table: 'supply', columns: 'id product_id quantity received_quantity reserved expected_date source state external_id' },
]
