const holds = (row: string) => `coalesce(${row}.valid_from, '-infinity') <= (select app.today()) and coalesce(${row}.valid_to, 'infinity') >= (select app.today())`

/**
 * The price of each line for a buyer, all lines at once: what is the same for every line is read once. Takes `line (position,
 * quantity, id, category_path)` and gives `priced (position, quantity, id, list, net)`; the arguments are SQL.
 */
export const pricing = (buyer: string, account: string): string => `
  buyer as materialized (select currency from partner where id = ${buyer}),
  lists as materialized (select place, list_id, share from app.price_candidates(${buyer}, ${account}, null, null)),
  listed as materialized (select s.*, (select l.price from list_price l where l.product_id = s.id and l.currency = (select currency from buyer) and ${holds('l')} order by l.valid_from desc limit 1) as list from line s),
  promo as materialized (
    select s.position, s.quantity, m.id, m.rank, m.percent, m.stackable
    from line s join (select product_id, promotion_id from promotion_product where product_id in (select id from line) union all select null, a.id from promotion a where a.all_products) x on x.product_id = s.id or x.product_id is null
      join promotion m on m.id = x.promotion_id where m.min_quantity <= s.quantity and coalesce(m.max_quantity, s.quantity) >= s.quantity and ${holds('m')}),
  priced as materialized (
    select s.position, s.quantity, s.id, s.list, round(coalesce((
        select greatest(case e.basis when 'FIXED' then e.value when 'LIST_PERCENT' then s.list * e.value * 0.01 else s.list + e.value end, 0) * c.share
        from lists c join price_list_entry e on e.price_list_id = c.list_id and e.target_id = any (array[s.id, '00000000-0000-0000-0000-000000000000'::uuid] || s.category_path)
        where e.min_quantity <= s.quantity and ${holds('e')} and (e.basis = 'FIXED' or s.list is not null)
        order by c.place, e.product_id is null, array_position(s.category_path, e.category_id) desc nulls last, e.min_quantity desc, e.valid_from desc nulls last, e.id desc limit 1), s.list)
      * coalesce((select app.product((100 - p.percent) * 0.01) from (
          select o.percent, bool_and(o.stackable) over (order by o.rank, o.id rows between unbounded preceding and 1 preceding) as goes_on from promo o where o.position = s.position) p where p.goes_on is not false), 1),
      (select app.exponent(currency) from buyer)) as net
    from listed s)`
