import { type Operation, page } from '../operation.ts'

export const account: Operation = {
  key: 'f', title: "the CRM's account page", viewer: 'representative', target: page,
  async facts(client) { return (await client.query<{ id: string }>(`select a.id from account a join app_user u on u.id = a.owner_id join account_standing s on s.account_id = a.id where '01900000-0001-7000-8000-000000000001' in (u.manager_id, u.id) order by md5(a.id::text) limit 1000`)).rows.map(({ id }) => id) },
  variables: (n, ids: string[]) => ({ id: ids[n % ids.length], events: 20 }),
  guanxi: { operation: 'Account' },
  floor: { sql: `select '{}' as answer`, values: ({ id }) => [] },
}
