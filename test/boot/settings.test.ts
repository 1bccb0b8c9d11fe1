import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { readSettings } from '../../server/boot/settings.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'guanxi-settings-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const read = (variables: NodeJS.ProcessEnv = {}) => readSettings({ GUANXI_DATA: folder, ...variables })

describe('settings', () => {
  test('an empty environment is enough', () => {
    expect(read()).toMatchObject({ port: 4000, host: '127.0.0.1', seed: 'demo', publicUrl: 'http://localhost:4000', companyTimeZone: 'Asia/Taipei' })
  })

  test('the generated secret is kept, for its owner only', () => {
    expect(read().secret).toBe(read().secret)
    expect(readFileSync(path.join(folder, 'secret'), 'utf8')).toHaveLength(43)
    expect(statSync(path.join(folder, 'secret')).mode & 0o777).toBe(0o600)
  })

  test('a database of one’s own is not seeded unless that is asked for', () => {
    const DATABASE_URL = 'postgres://crm:secret@db.example.com/crm'
    expect(read({ DATABASE_URL }).seed).toBe('none')
    expect(read({ DATABASE_URL, GUANXI_SEED: 'demo' }).seed).toBe('demo')
  })

  test('an empty variable counts as not set', () => {
    expect(read({ PORT: '', DATABASE_URL: '' })).toMatchObject({ port: 4000, databaseUrl: undefined })
  })

  test('proxies are a list, and a provider is whole or none', () => {
    expect([read().trustedProxies, read().oidc]).toEqual([[], undefined])
    expect(read({ TRUSTED_PROXIES: '10.0.0.0/8, 192.0.2.7 ,fd00::/8' }).trustedProxies).toEqual(['10.0.0.0/8', '192.0.2.7', 'fd00::/8'])
    const provider = { OIDC_ISSUER: 'https://login.example.com', OIDC_CLIENT_ID: 'guanxi', OIDC_CLIENT_SECRET: 'hunter2' }
    expect(read(provider).oidc).toEqual({ issuer: 'https://login.example.com', clientId: 'guanxi', clientSecret: 'hunter2' })
    for (const name of Object.keys(provider)) expect(() => read({ ...provider, [name]: '' }), name).toThrow('belong together')
  })

  test('every wrong variable is named, none of their values is shown', () => {
    const wrong = {
      DATABASE_URL: 'mysql://root:hunter2@db', PORT: '65536', GUANXI_SECRET: 'too short', GUANXI_SEED: 'all', LOG_LEVEL: 'loud', GUANXI_DOCUMENTS: 'mine', POOL_SIZE: '0',
      PUBLIC_URL: 'crm.example.com', SMTP_URL: 'mail.example.com:25', MAIL_FROM: 'Guanxi', TRUSTED_PROXIES: '10.0.0.0/8, proxy', OIDC_ISSUER: 'http://login.example.com', COMPANY_TIME_ZONE: 'Formosa', NODE_ENV: 'staging',
    }
    let message = ''
    try {
      read({ ...wrong, OIDC_CLIENT_ID: 'x', OIDC_CLIENT_SECRET: 'y' })
    } catch (error) {
      message = (error as Error).message
    }
    expect(message.split('\n').map((line) => line.split(' ')[0])).toEqual(Object.keys(wrong))
    for (const value of ['hunter2', 'too short', 'Formosa']) expect(message).not.toContain(value)
  })
})
