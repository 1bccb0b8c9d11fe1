import { Migration } from '@mikro-orm/migrations'

/** Whether an order leaves all together can be changed; what a promotion has left is known before it is ordered. */
export class Migration053Desk extends Migration {
  override up(): void {
    this.addSql(`
    -- null where a change leaves it as it is
    alter table order_change add deliver_complete_after boolean;

    -- promotions that have less left than baskets would take: [{basket, id, quantity, amount}], and for how many pieces they still hold. Looked at, not locked: ordering asks again.
    create function app.promotions_short(wanted jsonb, wanted_currency char(3)) returns table (basket int, id uuid, pieces int) language sql stable security definer set search_path = public, app, pg_temp as $$
      select w.basket, b.promotion_id, case when b.used_quantity + w.quantity > b.quantity and not coalesce(b.used_amount + app.converted(w.amount * greatest(b.quantity - b.used_quantity, 0) / w.quantity, wanted_currency, b.currency, null) > b.amount, b.amount is not null) then greatest(b.quantity - b.used_quantity, 0) else 0 end
      from (select w.basket, w.id, sum(w.quantity) as quantity, sum(w.amount) as amount from jsonb_to_recordset(wanted) w (basket int, id uuid, quantity int, amount numeric) group by 1, 2) w join promotion_budget b on b.promotion_id = w.id
      where b.used_quantity + w.quantity > b.quantity or b.used_amount + coalesce(app.converted(w.amount, wanted_currency, b.currency, null), 'infinity') > b.amount $$;
    -- whether it ends when enough was given, to be told to who may see it
    create function app.promotion_limited(promotion uuid) returns boolean language sql stable security definer set search_path = public, app, pg_temp as $$
      select exists (select from promotion_budget b where b.promotion_id = promotion) $$;
    `)
  }
}
