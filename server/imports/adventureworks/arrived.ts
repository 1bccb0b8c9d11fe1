import type { ClientBase } from 'pg'

/** How many rows of a file are in the database as records of their own. Files that aren't here only add to other records. */
const arrivals: Record<string, string> = {
  'SalesTerritory.csv': 'aw_territory s join territory t on t.external_id = s.id::text',
  'BusinessEntityAddress.csv': `aw_place s join address a on a.id = app.imported_id(timestamptz '2011-05-01Z', 'adventureworks address ' || s.entity_id || ' ' || s.address_id || ' ' || s.type_id)`,
  'Employee.csv': `aw_employee s join app_user u on u.external_id = s.id::text and u.audience = 'crm'`,
  'SalesPerson.csv': `aw_sales_person s join app_user u on u.external_id = s.id::text and u.roles && '{representative, manager}'`,
  'Store.csv': 'aw_store s join partner p on p.external_id = s.id::text',
  'BusinessEntityContact.csv': `aw_contact s join app_user u on u.external_id = s.person_id::text and u.audience = 'partner'`,
  'Customer.csv': 'aw_customer s join account a on a.external_id = s.id::text and s.store_id is null',
  'ProductCategory.csv': `aw_category s join category c on c.external_id = 'category-' || s.id`,
  'ProductSubcategory.csv': `aw_subcategory s join category c on c.external_id = 'subcategory-' || s.id`,
  'Product.csv': 'aw_product s join product p on p.external_id = s.id::text',
  'ProductCostHistory.csv': `aw_cost s join product p on p.external_id = s.product_id::text join product_cost c on c.product_id = p.id and c.currency = 'USD' and c.valid_from = s.valid_from`,
  'ProductListPriceHistory.csv': `aw_list_price s join product p on p.external_id = s.product_id::text join list_price l on l.product_id = p.id and l.currency = 'USD' and l.valid_from = s.valid_from`,
  'SpecialOffer.csv': 'aw_offer s join promotion p on p.external_id = s.id::text',
  'SpecialOfferProduct.csv': `aw_offer_product s join promotion o on o.external_id = s.offer_id::text join product p on p.external_id = s.product_id::text
    join promotion_product x on x.promotion_id = o.id and x.product_id = p.id`,
  'SalesOrderHeader.csv': 'aw_order s join sales_order o on o.external_id = s.id::text',
  'SalesOrderDetail.csv': 'aw_line s join sales_order o on o.external_id = s.order_id::text join order_line l on l.order_id = o.id and l.position = s.position',
}

/** Counts the rows of each file that have arrived, where `aw_place` exists already. */
export async function countArrived(client: ClientBase): Promise<Map<string, number>> {
  const counts = new Map<string, number>()
  for (const [file, rows] of Object.entries(arrivals)) {
    counts.set(file, (await client.query<{ count: number }>(`select count(*)::int as count from ${rows}`)).rows[0]!.count)
  }
  return counts
}
