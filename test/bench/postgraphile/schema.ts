import type pg from 'pg'
import { operations } from '../operations/index.ts'

/** What PostGraphile's users write themselves stands in a schema beside the tables: computed columns, and functions for what changes rows. */
export const schemaName = 'bench'

/** Writes it anew; functions run with the rights of whoever calls. */
export async function writeSchema(client: pg.ClientBase): Promise<void> {
  const own = operations.map(({ postgraphile }) => postgraphile?.schema ?? '').join('\n')
  await client.query(`drop schema if exists ${schemaName} cascade; create schema ${schemaName}; grant usage on schema ${schemaName} to guanxi_staff, guanxi_partner; set search_path = public; ${own}; reset search_path`)
}
