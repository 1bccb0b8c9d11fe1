import { afterAll, beforeAll, expect, test } from 'vitest'
import { passwordMatches } from '../../server/access/password.ts'
import { createAdministrator } from '../../server/people/first-administrator.ts'
import { type TestDatabase, cloneDatabase } from '../support/postgres.ts'

let database: TestDatabase
beforeAll(async () => { database = await cloneDatabase() })
afterAll(() => database.close())

test('the first administrator is made once, with a password that works', async () => {
  const { adminUrl, databases } = database
  await expect(createAdministrator({ adminUrl, email: 'nobody' })).rejects.toThrow('not an email address')

  const { password } = await createAdministrator({ adminUrl, email: 'lin@taiwan-trading.example' })
  const [row] = await databases.system.em.fork().getConnection().execute('select password_hash, roles from app_user join credential on user_id = id')
  expect(row.roles).toEqual(['administrator'])
  expect(await passwordMatches(row.password_hash, password)).toBe(true)
  expect(await passwordMatches(row.password_hash, `${password}x`)).toBe(false)

  await expect(createAdministrator({ adminUrl, email: 'chen@taiwan-trading.example' })).rejects.toThrow('There is an administrator already')
})
