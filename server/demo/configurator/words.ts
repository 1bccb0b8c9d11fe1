import type { Choice, Option } from '../../configurator/definition.ts'
import { listPrice } from '../catalog/money.ts'
import { currencies } from '../catalog/product.ts'
import { type Words, words } from '../kit/words.ts'

type Three = readonly [en: string, hant: string, hans: string]
/** `*` before the key: the standard. The amounts are what the rules count. */
type Row = readonly [key: string, name: Three, twd?: number, more?: { amounts?: Record<string, number>; days?: number }]
type Text = Words | Three
const text = (of: Text): Words => ('en' in of ? of : words(...(of as Three)))

/** A surcharge on the list price, given in New Taiwan dollars. */
export const surcharge = (twd: number): Record<string, string> => Object.fromEntries(currencies.map((currency) => [currency, String(Math.sign(twd) * listPrice(Math.abs(twd), currency))]))

export const choice = ([key, name, twd, more]: Row): Choice => ({
  key: key.replace('*', ''), name: words(...name), ...(key.startsWith('*') ? { standard: true } : {}), ...(twd ? { surcharge: surcharge(twd) } : {}), ...more,
})

/** `?` after the key: may be left open. */
const asked = (key: string, group: string, name: Three) => ({ key: key.replace('?', ''), group, name: text(name), ...(key.endsWith('?') ? { optional: true } : {}) })
export const one = (key: string, group: string, name: Three, ...choices: Row[]): Option => ({ ...asked(key, group, name), kind: 'one', choices: choices.map(choice) })
export const many = (key: string, group: string, name: Three, ...choices: Row[]): Option => ({ ...asked(key, group, name), kind: 'many', choices: choices.map(choice) })
export const amount = (key: string, group: string, name: Three, [from, to, step]: [number, number, number], unit: string, standard: number): Option => ({ ...asked(key, group, name), kind: 'number', from, to, step, unit, standard })
