import { letterheadSql } from '../documents/read-letterhead.ts'
import type { Place, UblParty } from './ubl.ts'

/** Of `o`, an order: who sells, who buys and where it goes, as a reader may see them. */
const place = (row: string) => `json_build_object('street', ${row}.street, 'city', ${row}.city, 'region', ${row}.region, 'postalCode', ${row}.postal_code, 'country', ${row}.country)`
const addressOf = (kind: string) => `select d.* from address d where (o.partner_id is not null and d.partner_id = o.partner_id) or (o.partner_id is null and d.account_id = o.account_id) order by lower(d.kind) = '${kind}' desc, lower(d.kind) = 'main' desc, d.id limit 1`

export interface Traded { seller: UblParty; buyer: UblParty | null; shipTo: Place | null }
export const tradedSql = `
  (select json_build_object('name', h.said ->> 'name', 'taxId', l.tax_id, 'phone', l.phone, 'email', l.email, 'electronicAddress', l.electronic_address, 'country', coalesce(l.country, (select country from app.seller())),
    'place', json_build_object('street', l.street, 'city', l.city, 'region', null, 'postalCode', l.postal_code, 'country', coalesce(l.country, (select country from app.seller())))) from (select ${letterheadSql(`'en'`)} as said) h left join letterhead l on true) as seller,
  coalesce(
    (select json_build_object('name', p.name, 'code', p.code, 'taxId', p.tax_id, 'phone', p.phone, 'email', p.email, 'electronicAddress', p.electronic_address, 'country', p.country, 'place', (select ${place('d')} from (${addressOf('main')}) d)) from partner p where p.id = o.partner_id),
    (select json_build_object('name', a.name, 'code', a.number, 'taxId', a.tax_id, 'phone', a.phone, 'email', a.email, 'electronicAddress', a.electronic_address, 'country', a.country, 'place', (select ${place('d')} from (${addressOf('main')}) d)) from account a where a.id = o.account_id)) as buyer,
  coalesce((select ${place('d')} from address d where d.id = o.ship_to_id), (select ${place('d')} from (${addressOf('shipping')}) d)) as "shipTo"`
