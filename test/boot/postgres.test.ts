import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, describe, expect, test } from 'vitest'
import { type EmbeddedPostgres, findRunningPostgres, startPostgres } from '../../server/boot/postgres.ts'

const dataFolder = path.join(os.tmpdir(), `guanxi-boot-${randomBytes(6).toString('hex')}`)
const data = path.join(dataFolder, 'postgres')
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }))

const log: string[] = []
const start = () => startPostgres({ dataFolder, log: (line) => log.push(line), flags: ['-c', 'fsync=off'] })
const runningPid = () => Number(readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n')[0])

async function ask(url: string, question: string): Promise<Record<string, unknown>> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return (await client.query(question)).rows[0]
  } finally {
    await client.end()
  }
}

describe('embedded PostgreSQL', () => {
  test('the first start makes a UTF-8 database that asks for its password', async () => {
    const postgres = await start()
    const question = 'select pg_encoding_to_char(encoding) as encoding, datlocprovider as provider, datlocale as locale from pg_database where datname = current_database()'
    expect(await ask(postgres.adminUrl, question)).toEqual({ encoding: 'UTF8', provider: 'b', locale: 'C.UTF-8' })
    expect(statSync(`${data}.password`).mode & 0o777).toBe(0o600)

    const wrong = new URL(postgres.adminUrl)
    wrong.password = 'guess'
    await expect(ask(wrong.href, 'select 1')).rejects.toThrow('password authentication failed')
    expect(await ask(postgres.adminUrl, "select count(*)::int as trusting from pg_hba_file_rules where auth_method = 'trust'")).toEqual({ trusting: 0 })
    await postgres.stop()
    expect(findRunningPostgres(dataFolder)).toBeUndefined()
  })

  test('two first starts at once make one database, and the second is told of it; a lock of the dead stops nobody', async () => {
    const folder = `${dataFolder}-twice`, twice = () => startPostgres({ dataFolder: folder, log: () => {}, flags: ['-c', 'fsync=off'] })
    mkdirSync(path.join(folder, 'postgres.lock'), { recursive: true })
    // a number that no process has
    writeFileSync(path.join(folder, 'postgres.lock/pid'), '4194305')
    const [first, second] = await Promise.allSettled([twice(), twice()])
    const [started, refused] = first.status === 'fulfilled' ? [first, second] : [second, first]
    try {
      expect(refused).toMatchObject({ status: 'rejected', reason: { message: expect.stringContaining('Another Guanxi is running') } })
      expect(await ask((started as PromiseFulfilledResult<EmbeddedPostgres>).value.adminUrl, 'select 1 as alive')).toEqual({ alive: 1 })
      expect(existsSync(path.join(folder, 'postgres.lock'))).toBe(false)
    } finally {
      if (started.status === 'fulfilled') await started.value.stop()
      rmSync(folder, { recursive: true, force: true })
    }
  })

  test('a second start keeps port and data, and is found by others', async () => {
    const port = readFileSync(`${data}.port`, 'utf8')
    const postgres = await start()
    expect(new URL(postgres.adminUrl).port).toBe(port)
    expect(findRunningPostgres(dataFolder)).toBe(postgres.adminUrl)
    await postgres.stop()
  })

  test('it is started again when it dies', async () => {
    const postgres = await start()
    const died = runningPid()
    process.kill(died, 'SIGKILL')
    while (!log.includes('The database is back.')) await sleep(50)
    expect(runningPid()).not.toBe(died)
    expect(await ask(postgres.adminUrl, 'select 1 as alive')).toEqual({ alive: 1 })
    await postgres.stop()
    expect(existsSync(path.join(data, 'postmaster.pid'))).toBe(false)
  })

  test('a pid file whose number another program has now does not stop it', async () => {
    writeFileSync(path.join(data, 'postmaster.pid'), `${process.ppid}\n${data}\n1700000000\n5432\n\n127.0.0.1\n\nready\n`)
    const postgres = await start()
    expect(runningPid()).not.toBe(process.ppid)
    await postgres.stop()
  })

  test('data of another major version are refused with advice', async () => {
    writeFileSync(path.join(data, 'PG_VERSION'), '14\n')
    await expect(start()).rejects.toThrow(/was written by PostgreSQL 14/)
    writeFileSync(path.join(data, 'PG_VERSION'), '18\n')
  })

  test('a lost password file is said, not replaced', async () => {
    rmSync(`${data}.password`)
    await expect(start()).rejects.toThrow(/password is missing/)
  })
})
