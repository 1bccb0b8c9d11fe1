import type pg from 'pg'
import { dealers } from './world.ts'

/** As the owner of the tables may: nothing of this is told to the trail, which keeps what it was told before. */
export async function quietly(client: pg.ClientBase, statements: string[]): Promise<void> {
  await client.query(`begin; set local session_replication_role = replica; ${statements.join('; ')}; commit`)
}

const people = `any ('{${dealers.map(({ id }) => id).join()}}'::uuid[])`, mine = `created_by_id = ${people}`
const partners = `any ('{${dealers.map(({ partnerId }) => partnerId).join()}}'::uuid[])`
const orders = `(select id from sales_order where ${mine})`, quotes = `(select id from quote where partner_id = ${partners} and ${mine})`
const versions = `(select id from quote_version where quote_id in ${quotes})`

/** Takes back what the dealers have asked for and ordered in the bench; the company was made by nobody in particular. */
export const takeBack = (client: pg.ClientBase): Promise<void> => quietly(client, [
  `delete from person_key where person_id in ${orders} or person_id in ${quotes}`,
  `delete from event where subject_id in ${orders} or subject_id in ${quotes}`,
  `delete from order_line where order_id in ${orders}`, `delete from order_amount where order_id in ${orders}`, `delete from sales_order where ${mine}`,
  `delete from quote_line where version_id in ${versions}`, `delete from quote_version where id in ${versions}`, `delete from quote where id in ${quotes}`,
  `delete from document_counter where partner_id = ${partners}`, `delete from mutation_receipt where user_id = ${people}`,
])

/** What was taken back still lies in the tables: the next readers are to find them as they were. */
export const tidy = async (client: pg.ClientBase): Promise<void> => { await client.query('vacuum analyze quote, quote_version, quote_line, sales_order, order_amount, order_line, event, account, document_counter, mutation_receipt, person_key') }
