import type { Check } from '../kit/reconcile.ts'

/** What was used of budgets is what orders' lines were given and did not give back. */
export const promotionChecks: Check[] = [{
  kind: 'promotion budgets', name: 'what was used is the sum of its uses', count: 'select count(*) from promotion_budget',
  differs: `select p.name, b.used_quantity || ' pieces, ' || round(b.used_amount, 2) as is, u.quantity || ' pieces, ' || round(u.amount, 2) as should
    from promotion_budget b join promotion p on p.id = b.promotion_id, lateral (select coalesce(sum(x.quantity - x.released_quantity), 0) as quantity, coalesce(sum(case when x.amount = 0 then 0 else x.counted * (1 - x.released_amount / x.amount) end), 0) as amount
      from promotion_use x where x.promotion_id = b.promotion_id) u
    where b.used_quantity <> u.quantity or round(b.used_amount, 2) <> round(u.amount, 2)`,
}]
