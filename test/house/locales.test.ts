import { expect, it } from 'vitest'
import { Condition } from '../../server/access/condition.ts'
import { errorCodes } from '../../server/kit/errors.ts'
import { locales } from '../../server/kit/locale.ts'
import { contractFlow } from '../../server/contracts/contract.flow.ts'
import { promotionFlow } from '../../server/pricing/promotion.flow.ts'
import { specialPriceFlow } from '../../server/specials/special-price.flow.ts'
import { modelFlow } from '../../server/configurator/model.flow.ts'
import { orderChangeFlow } from '../../server/orders/order-change.flow.ts'
import { invoiceFlow } from '../../server/billing/invoice.flow.ts'
import { orderFlow } from '../../server/orders/order.flow.ts'
import { returnFlow } from '../../server/returns/return.flow.ts'
import { quoteFlow } from '../../server/quotes/quote.flow.ts'
import { supplyFlow } from '../../server/stock/supply.flow.ts'
import { partnerFlow } from '../../server/partners/partner.flow.ts'
import { policies } from '../../server/records.ts'
import { code, sources, text } from './source.ts'

type Texts = { [key: string]: string | Texts }
const flat = (of: Texts, before = ''): [string, string][] => Object.entries(of).flatMap(([key, value]) => (typeof value === 'string' ? [[before + key, value] as [string, string]] : flat(value, `${before}${key}.`)))
const sentences = Object.fromEntries(locales.map((locale) => [locale, new Map(flat(JSON.parse(text(`server/locales/${locale}.json`)) as Texts))]))
const english = sentences.en!
const slots = (sentence: string) => [...sentence.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name!).sort()

it.each(locales)('%s has every sentence, with the same slots', (locale) => {
  expect([...sentences[locale]!.keys()].sort()).toEqual([...english.keys()].sort())
  expect([...sentences[locale]!].filter(([key, sentence]) => slots(sentence).join() !== slots(english.get(key)!).join())).toEqual([])
  expect([...sentences[locale]!].filter(([, sentence]) => !sentence.trim())).toEqual([])
})

it('every reason of a row policy can be told', () => {
  const named = policies.flatMap(({ staff, partner }) => [staff?.read, partner?.read]).filter((read) => read instanceof Condition).flatMap(({ reasons, demands }) => [...reasons, ...demands].map(({ name }) => name))
  expect([...new Set(named)].filter((name) => !english.has(`access.rules.${name}.no`))).toEqual([])
})

it('every error code has a sentence, and no other', () => {
  const told = [...english.keys()].filter((key) => key.startsWith('errors.')).map((key) => key.slice(7)), plain = told.filter((key) => !/_[a-z]+$/.test(key))
  expect(plain.sort()).toEqual([...errorCodes].sort())
  // what is more closely told of a code, somebody says
  const contexts = new Set(['min', 'max', 'between', ...modules.flatMap((file) => [...code(file).matchAll(/context: '([a-z]+)'/g)].map(([, context]) => context!))])
  expect(told.filter((key) => { const [, of, context] = /^(.*)_([a-z]+)$/.exec(key) ?? []; return of && !(plain.includes(of) && contexts.has(context!)) })).toEqual([])
})

const past: Record<string, string> = { apply: 'applied', review: 'reviewed', suspend: 'suspended', submit: 'submitted', cancel: 'canceled', hold: 'held', ship: 'shipped', reject: 'rejected', withdraw: 'withdrawn', return: 'returned', send: 'sent', copy: 'copied' }
const pastOf = (verb: string) => past[verb] ?? (verb.endsWith('e') ? `${verb}d` : `${verb}ed`)
const modules = sources('server', /\.ts$/).filter((file) => !file.startsWith('server/demo/'))
const written = modules.flatMap((file) => [
  ...code(file).matchAll(/\b(?:record|remind)\('([\w.]+)'/g), ...code(file).matchAll(/insert into event \([^)]*\)\s*select \$1, '([\w.]+)'/g),
].map(([, type]) => type!))

it('every event that is written has a sentence', () => {
  expect(written.length).toBeGreaterThan(20)
  expect(written.filter((type) => !english.has(`events.${type}`))).toEqual([])
})

it('every move of a flow has an event with a sentence, but those that leave no trace of their own', () => {
  // route is part of submit, an import writes no history of moves, and a change is nothing before it is sent off
  const silent = ['quote.routed', 'order.imported', 'orderChange.requested', 'orderChange.edited', 'specialPrice.created', 'specialPrice.edited']
  const missing = [quoteFlow, orderFlow, orderChangeFlow, returnFlow, partnerFlow, modelFlow, supplyFlow, contractFlow, invoiceFlow, promotionFlow, specialPriceFlow].flatMap((flow) => flow.verbs.map((verb) => `${flow.subject}.${pastOf(verb)}`)).filter((type) => !silent.includes(type) && !english.has(`events.${type}`))
  expect(missing).toEqual([])
})

it('no sentence is left over', () => {
  const moves = [quoteFlow, orderFlow, orderChangeFlow, returnFlow, partnerFlow, modelFlow, supplyFlow, contractFlow, invoiceFlow, promotionFlow, specialPriceFlow].flatMap((flow) => flow.verbs.map((verb) => `${flow.subject}.${pastOf(verb)}`))
  // a note's type stands beside what it is on
  // that a budget is used up is told where it is counted, in the database
  const known = new Set([...written, ...moves, 'promotion.exhausted', 'specialPrice.nearlyUsed', 'specialPrice.usedUp', ...[...text('server/overview/note.resolver.ts').matchAll(/event: '([\w.]+)'/g)].map(([, type]) => type!)])
  expect([...english.keys()].filter((key) => key.startsWith('events.') && !known.has(key.slice(7).replace(/_[a-z]+$/, '')))).toEqual([])
})
