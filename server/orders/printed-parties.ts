import { spokenIn } from '../kit/locale.ts'

/** The language of whom an order is for: its person's, else the one that is spoken where it goes. */
export const buyersLocale = `coalesce((select u.locale from app_user u where u.id = o.seller_id), (select ${spokenIn('coalesce(p.country, a.country)')} from (values (1)) one
  left join partner p on p.id = o.partner_id left join account a on a.id = o.account_id), 'en')`

export interface PrintedParties {
  buyer: { name: string; city: string | null; country: string | null } | null
  shipTo: { street: string | null; city: string | null; region: string | null; postalCode: string | null; country: string | null } | null
}
/** Who buys an order `o`, and where it goes. */
export const partiesSql = `
    coalesce((select json_build_object('name', p.name, 'city', p.city, 'country', p.country) from partner p where p.id = o.partner_id), (select json_build_object('name', a.name, 'city', a.city, 'country', a.country) from account a where a.id = o.account_id)) as buyer,
    (select json_build_object('street', d.street, 'city', d.city, 'region', d.region, 'postalCode', d.postal_code, 'country', d.country) from address d
      where d.id = coalesce(o.ship_to_id, (select e.id from address e where (o.partner_id is not null and e.partner_id = o.partner_id) or (o.partner_id is null and e.account_id = o.account_id) order by lower(e.kind) = 'shipping' desc, lower(e.kind) = 'main' desc, e.id limit 1))) as "shipTo"`

/** The lines of the address that something goes to, the country apart. */
export const placeOf = ({ buyer, shipTo }: PrintedParties): { lines: string[]; country: string | null | undefined } => ({
  lines: (shipTo ? [shipTo.street, [[shipTo.postalCode, shipTo.city].filter(Boolean).join(' '), shipTo.region].filter(Boolean).join(', ')] : [buyer?.city ?? null]).filter((line): line is string => Boolean(line)),
  country: shipTo ? shipTo.country : buyer?.country,
})
