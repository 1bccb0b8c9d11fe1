import type { Definition } from '../../server/configurator/definition.ts'
import { type Row, type Tables, idOf, partnerId, userId } from './cast.ts'

const at = '2026-01-06T08:00:00Z'

/** A model with little in it, and something of everything; its texts can be others. */
export const smallModel = (text = 'Drive'): Definition => ({
  groups: [{ key: 'g', name: { en: text } }], attributes: [{ key: 'weight', name: { en: text }, unit: 'kg' }], assemblyDays: 2,
  options: [
    { key: 'drive', group: 'g', name: { en: text }, kind: 'one', choices: [{ key: 'belt', name: { en: text }, standard: true, amounts: { weight: 2 } }, { key: 'direct', name: { en: text }, amounts: { weight: 5 }, surcharge: { USD: '10' }, days: 3 }] },
    { key: 'extras', group: 'g', name: { en: text }, kind: 'many', choices: [{ key: 'lamp', name: { en: text } }, { key: 'door', name: { en: text } }] },
    { key: 'length', group: 'g', name: { en: text }, help: { en: text }, kind: 'number', from: 1, to: 2, step: 0.5, unit: 'm', standard: 1 },
  ],
  rules: [
    { key: 'lit', if: { chosen: ['drive', 'direct'] }, must: { chosen: ['extras', 'lamp'] }, because: { en: text } },
    { key: 'light', must: { compare: [{ sum: 'weight' }, '<=', { times: [6, { value: 'length' }] }] } },
    { key: 'shut', never: [{ chosen: ['drive', 'direct'] }, { chosen: ['extras', 'door'] }], because: { en: text } },
  ],
  parts: [{ key: 'mill', sku: 'MILL' }, { key: 'lathe', sku: 'LATHE', if: { chosen: ['extras', 'door'] }, quantity: 2 }],
})

/** Answers to it of which one gives way, to a reason, and whose solution has a surcharge. */
export const contraryAnswers = [{ option: 'drive', choices: ['direct'] }, { option: 'extras', choices: ['door'] }]

/** A model that is offered and worked on, one that nobody has seen yet, and what was configured by rivals, a sub-dealer and staff. */
export function models(definition: unknown = smallModel()): Tables {
  const version = (model: string, number: number, state: string): Row => ({ id: idOf(`model ${model} ${number}`), model_id: idOf(`model ${model}`), number, state, definition, published_at: state === 'Draft' ? null : at, created_at: at, updated_at: at, revision: 1 })
  const saved = (name: string, whose: Row): Row => ({ id: idOf(`configuration ${name}`), name, version_id: idOf('model mill 1'), answers: { drive: ['belt'], length: ['1'] }, created_at: at, updated_at: at, revision: 1, ...whose })
  return {
    product_model: ['mill', 'secret'].map((name) => ({ id: idOf(`model ${name}`), name, name_i18n: {}, created_at: at })),
    model_version: [version('mill', 1, 'Published'), version('mill', 2, 'Draft'), version('secret', 1, 'Draft')],
    surcharge_cost: ['mill', 'secret'].map((name) => ({ model_id: idOf(`model ${name}`), option: 'drive', choice: 'direct', currency: 'USD', cost: 4 })),
    configuration: [
      ...['NST', 'RVL', 'SUB'].map((code) => saved(code, { partner_id: partnerId(code), created_by_id: userId(code, 'seller') })),
      ...['rep', 'stranger', 'admin'].map((name) => saved(name, { owner_id: idOf(`${name}@guanxi.example`), created_by_id: idOf(`${name}@guanxi.example`) })),
    ],
  }
}
