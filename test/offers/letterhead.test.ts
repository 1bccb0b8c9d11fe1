import { afterAll, beforeAll, expect, test } from 'vitest'
import { Cast } from '../api/acting.ts'
import { writeCast } from '../support/cast.ts'
import { type TestServer, startServer } from '../support/server.ts'

const admin = 'admin@guanxi.example'
let server: TestServer, cast: Cast
beforeAll(async () => { server = await startServer(({ adminUrl }) => writeCast(adminUrl)); cast = new Cast(server) })
afterAll(() => server.close())
const fields = 'revision taxId logo texts { locale name address }'
const picture = 'data:image/png;base64,iVBORw0KGgo='

test('is written by administrators, from the revision that they saw', async () => {
  expect(await cast.refusal('rep@guanxi.example', 'updateLetterhead', { revision: 1 })).toBe('FORBIDDEN')
  const { letterhead } = await cast.do(admin, 'updateLetterhead', { revision: 1, taxId: ' 4711 ', logo: picture, texts: [{ locale: 'en', name: 'Ours', address: 'Road 1\nTown', bank: '' }, { locale: 'zh-Hant', name: '關係' }] }, `letterhead { ${fields} }`)
  expect(letterhead).toMatchObject({ taxId: '4711', logo: picture, texts: [{ locale: 'en', name: 'Ours', address: 'Road 1\nTown' }, { locale: 'zh-Hant', name: '關係', address: null }] })
  expect(await cast.refusal(admin, 'updateLetterhead', { revision: 1, taxId: '1' })).toBe('STALE')
  // a change of the texts alone is one, too
  const again = await cast.do(admin, 'updateLetterhead', { revision: letterhead.revision, texts: [{ locale: 'en', name: 'Theirs' }] }, `letterhead { ${fields} }`)
  expect(again.letterhead.revision).toBeGreaterThan(letterhead.revision)
  expect(await cast.refusal(admin, 'updateLetterhead', { revision: letterhead.revision, taxId: '2' })).toBe('STALE')
})

test('takes no pictures but pictures', async () => {
  const { letterhead: { revision } } = await cast.read(admin, '{ letterhead { revision } }')
  for (const logo of ['https://elsewhere.example/logo.png', 'data:image/svg+xml;base64,PHN2Zz4=', 'data:image/png;base64,"><script>']) expect(await cast.refusal(admin, 'updateLetterhead', { revision, logo }), logo).toBe('BAD_USER_INPUT')
  expect(await cast.refusal(admin, 'updateLetterhead', { revision, logo: `data:image/png;base64,${'A'.repeat(70_000)}` })).toBe('TOO_LONG')
})
