import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { permissions } from '../../server/access/matrix.ts'

const folder = join(import.meta.dirname, '../../portal/locales')
type Texts = { [key: string]: string | Texts }
const texts = (locale: string, file: string) => JSON.parse(readFileSync(join(folder, locale, file), 'utf8')) as Texts
const keys = (of: Texts, before = ''): string[] => Object.entries(of).flatMap(([key, value]) => (typeof value === 'string' ? [before + key] : keys(value, `${before}${key}.`)))
const slots = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name!).sort()
const at = (of: Texts, path: string) => path.split('.').reduce<string | Texts>((value, key) => (value as Texts)[key]!, of) as string

describe.each(readdirSync(join(folder, 'en')))('%s', (file) => {
  const english = texts('en', file)
  it.each(['zh-Hant', 'zh-Hans'])('is complete in %s, with the same slots', (locale) => {
    const translated = texts(locale, file)
    // Chinese has no singular of its own.
    const needed = keys(english).filter((key) => !key.endsWith('_one')).sort()
    expect(keys(translated).sort()).toEqual(needed)
    // An English text may say "each" where a translation needs the number, but no translation may ask for a slot that is not filled.
    for (const key of needed) expect(slots(at(english, key)), key).toEqual(expect.arrayContaining(slots(at(translated, key))))
  })
  it('has no simplified characters in the Taiwanese texts', () => {
    const chinese = JSON.stringify(texts('zh-Hant', file))
    expect([...chinese].filter((character) => '单价报数据户联络与为产购车订货询问题应议额显录设权限选择'.includes(character) && !'價報數據戶聯絡與為產購車訂貨詢問題應議額顯錄設權限選擇'.includes(character))).toEqual([])
  })
})

it('has words for what every permission of the matrix is about, and for what it lets people do', () => {
  const { objects, verbs } = texts('en', 'shared.json')['permissions'] as { objects: Texts; verbs: Texts }
  expect(permissions.filter((permission) => { const [object, verb] = permission.split(':'); return !objects[object!] || !verbs[verb!] })).toEqual([])
})
