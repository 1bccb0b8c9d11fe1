import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { machiningCentre } from '../../server/demo/configurator/machining-centre.ts'
import { solution } from '../../server/demo/configurator/solutions.ts'
import { Cast } from '../api/acting.ts'
import { smallModel } from '../support/cast-models.ts'
import { type TestServer, startServer } from '../support/server.ts'

let server: TestServer, cast: Cast, modelId: string
const seller = 'seller@northstar.example', product = 'product@guanxi.example', rep = 'rep@guanxi.example', rival = 'owner@rival.example'
beforeAll(async () => {
  server = await startServer()
  cast = new Cast(server)
  modelId = (await cast.rows('select id from product_model'))[0].id
})
afterAll(() => server.close())

const answers = (of: Record<string, string[]>) => Object.entries(of).map(([option, choices]) => ({ option, choices }))
const question = `query ($input: ConfigureInput!) { configure(input: $input) {
  versionId answers { option choices } dropped { option choice name reason { text rules answers { option choice } } } complete completion { option choices }
  groups { key name options { key name kind choices { key name state reason { text } } } }
  offer { currency listTotal total leadTimeDays date lines { sku quantity netPrice listPrice amount date } surcharges { name listPrice amount } description { option choices } } } }`
const ask = async (email: string, input: object) => (await cast.read(email, question, { input: { modelId, ...input } })).configure
const choice = (configured: any, option: string, key: string) => configured.groups.flatMap((group: any) => group.options).find((one: any) => one.key === option).choices.find((one: any) => one.key === key)

describe('a dealer configures', () => {
  it('in any order, and is told what no longer fits and why', async () => {
    const fresh = await ask(seller, {})
    expect(fresh.groups.flatMap((group: any) => group.options)).toHaveLength(machiningCentre.options.length)
    expect([fresh.complete, fresh.dropped]).toEqual([false, []])
    const configured = await ask(seller, { answers: answers({ market: ['ce'], speed: ['s24'] }) })
    expect(choice(configured, 'taper', 'hska63').state).toBe('IMPLIED')
    expect(choice(configured, 'voltage', 'v220')).toMatchObject({ state: 'IMPOSSIBLE', reason: { text: 'Does not go with Safety rules of: European Union (CE). If Safety rules of: European Union (CE), then Voltage: 400 V.' } })
    // through two rules: told when it is asked about
    expect(choice(configured, 'transformer', 'none').reason).toBeNull()
    const explained = await ask(seller, { answers: answers({ speed: ['s24'], market: ['ce'] }), explain: ['transformer'] })
    expect(choice(explained, 'transformer', 'none').reason.text).toMatch(/Safety rules of: European Union \(CE\).*400 V.*Transformer/)
    expect({ ...explained, groups: null }).toEqual({ ...configured, groups: null })
  })

  it('and another answer takes the place of those that stand against it', async () => {
    const { dropped, answers: kept } = await ask(seller, { answers: answers({ market: ['ce'], voltage: ['v480'] }), keep: 'voltage' })
    expect(kept).toEqual(answers({ voltage: ['v480'] }))
    expect(dropped).toMatchObject([{ option: 'market', choice: 'ce', name: 'Safety rules of: European Union (CE)', reason: { answers: [{ option: 'voltage', choice: 'v480' }] } }])
  })

  it('at prices of their own, with parts, surcharges and a date', async () => {
    const { offer, complete } = await ask(seller, { answers: answers(solution('moulds')) })
    expect(complete).toBe(true)
    expect(offer.lines.map(({ sku, quantity }: any) => `${quantity} ${sku}`)).toEqual(['1 VMC-1160-15K', '1 HP-20', '1 TS-20R', '1 PB-40R', '2 ST-M4-6-50'])
    const prices = await cast.read(seller, `{ productsBySku(skus: [${offer.lines.map(({ sku }: any) => `"${sku}"`).join()}]) { sku netPrice(quantity: 1) promise(quantity: 1) { date } } }`)
    for (const line of offer.lines) expect(prices.productsBySku).toContainEqual(expect.objectContaining({ sku: line.sku, netPrice: line.netPrice }))
    const [machine] = offer.lines, share = Number(machine.netPrice) / Number(machine.listPrice)
    expect(share).toBeLessThan(1)
    for (const { amount, listPrice } of offer.surcharges) expect(Math.abs(Number(amount) - share * Number(listPrice))).toBeLessThan(0.006)
    const sum = [...offer.lines, ...offer.surcharges].reduce((total, { amount }) => total + Math.round(Number(amount) * 100), 0)
    expect(Math.round(Number(offer.total) * 100)).toBe(sum)
    expect(Number(offer.listTotal)).toBeGreaterThan(Number(offer.total))
    expect(offer.date > offer.lines.map(({ date }: any) => date).sort().at(-1)).toBe(true)
    expect(offer.description).toContainEqual({ option: 'Spindle', choices: '15,000 rpm direct drive' })
    // a dealer of another level pays something else
    expect((await ask('owner@substar.example', { answers: answers(solution('moulds')) })).offer.total).not.toBe(offer.total)
  })

  it('saves what is whole, for the own organisation alone', async () => {
    const { versionId } = await ask(seller, {})
    const unfinished = await cast.try(seller, 'saveConfiguration', { versionId, name: 'Half', answers: answers({ speed: ['s15'] }) })
    expect(unfinished.data!.answer.errors).toContainEqual(expect.objectContaining({ code: 'REQUIRED', path: ['answers', 'taper'] }))
    const conflicting = await cast.try(seller, 'saveConfiguration', { versionId, name: 'Wrong', answers: answers({ ...solution('moulds'), taper: ['bt50'] }) })
    expect(conflicting.data!.answer.errors).toMatchObject([{ code: 'CONFLICTING', path: ['answers', expect.any(String)] }])
    const { configuration } = await cast.do(seller, 'saveConfiguration', { versionId, name: 'For Meier', answers: answers(solution('moulds')) }, 'configuration { id revision outdated offer { total } actions }')
    expect(configuration).toMatchObject({ revision: 1, outdated: false, actions: ['save', 'delete'] })
    const see = (email: string) => cast.read(email, `{ configuration(id: "${configuration.id}") { name offer { total } } }`)
    expect((await see('buyer@northstar.example')).configuration).toEqual({ name: 'For Meier', offer: configuration.offer })
    for (const stranger of [rival, 'owner@substar.example']) expect(await see(stranger)).toEqual({ configuration: null })
    expect(await cast.refusal(rival, 'deleteConfiguration', { id: configuration.id })).toBe('NOT_FOUND')
    // their representative sees it, and changes nothing
    expect((await see(rep)).configuration.name).toBe('For Meier')
    expect(await cast.refusal(rep, 'deleteConfiguration', { id: configuration.id })).toBe('NOT_FOUND')
    expect(await cast.refusal(seller, 'saveConfiguration', { id: configuration.id, revision: 7, versionId, name: 'x', answers: answers(solution('moulds')) })).toBe('STALE')
    await cast.do(seller, 'saveConfiguration', { id: configuration.id, revision: 1, versionId, name: 'For Meier, fourth axis', answers: answers(solution('jobs')) })
    await cast.do(seller, 'deleteConfiguration', { id: configuration.id })
    expect(await see(seller)).toEqual({ configuration: null })
  })
})

describe('a product manager', () => {
  const version = async (id: string) => (await cast.read(product, `{ productModel(id: "${id}") { state actions version { id number } latest { id number state revision definition } } }`)).productModel
  const edit = async (id: string, definition: unknown) => cast.try(product, 'editModel', { id, revision: (await version(id)).latest.revision, definition })
  let id: string

  it('drafts, is told every fault with its place, and publishes', async () => {
    id = (await cast.do(product, 'createModel', { name: 'Grinder' }, 'model { id }')).model.id
    const bad = { ...smallModel(), rules: [{ key: 'r', if: { chosen: ['spindel', 'a'] }, must: { chosen: ['drive', 'rope'] } }, { key: 'r', must: { answered: 'drive' } }], parts: [{ key: 'a', sku: 'VMC-850', if: { part: 'b' } }, { key: 'b', sku: 'VMC-850', quantity: { quantity: 'a' } }] }
    expect((await edit(id, bad)).data!.answer.errors.map(({ code, path, message }) => [code, path.join('.'), message])).toEqual([
      ['TAKEN', 'definition.rules.1.key', expect.any(String)], ['UNKNOWN_NAME', 'definition.rules.0.if.chosen.0', expect.stringContaining('spindel')], ['UNKNOWN_NAME', 'definition.rules.0.must.chosen.1', expect.stringContaining('rope')],
      ['CIRCULAR', 'definition.parts.0', expect.stringContaining('a → b → a')],
    ])
    expect((await edit(id, { options: 'none' })).data!.answer.errors.map(({ path }) => path.join('.'))).toContain('definition.groups')
    // rules that contradict each other are kept in a draft, and not published
    const contrary = { ...smallModel(), parts: [{ key: 'a', sku: 'NO-SUCH' }], rules: [...smallModel().rules, { key: 'one', must: { chosen: ['drive', 'belt'] } }, { key: 'other', never: [{ chosen: ['drive', 'belt'] }] }] }
    expect((await edit(id, contrary)).data!.answer.errors).toEqual([])
    const { errors } = (await cast.try(product, 'publishModel', { id })).data!.answer
    expect(errors.map(({ code, path }) => [code, path.join('.')])).toEqual([['UNKNOWN_SKU', 'definition.parts.0.sku'], ['UNSOLVABLE', 'definition.rules.3'], ['UNSOLVABLE', 'definition.rules.4']])
  })

  it('finds what can never be chosen, and rules that never matter', async () => {
    const definition = { ...smallModel(), parts: [{ key: 'a', sku: 'VMC-850' }, { key: 'b', sku: 'RT-170', if: { chosen: ['drive', 'direct'] } }], rules: [{ key: 'short', must: { compare: [{ value: 'length' }, '<=', 1] } }, { key: 'belt', never: [{ chosen: ['drive', 'direct'] }] }, { key: 'again', if: { chosen: ['drive', 'direct'] }, must: { chosen: ['extras', 'lamp'] } }] }
    expect((await edit(id, definition)).data!.answer.errors).toEqual([])
    const { latest } = await version(id)
    const { checkModel } = await cast.read(product, `{ checkModel(versionId: "${latest.id}") { findings { kind option choice rule part rules } rules { key text } } }`)
    expect(checkModel.findings).toEqual([
      { kind: 'NEVER_CHOSEN', option: 'drive', choice: 'direct', rule: null, part: null, rules: ['belt'] }, { kind: 'ALWAYS_CHOSEN', option: 'drive', choice: 'belt', rule: null, part: null, rules: [] },
      { kind: 'NEVER_CHOSEN', option: 'length', choice: '1.5', rule: null, part: null, rules: ['short'] }, { kind: 'NEVER_CHOSEN', option: 'length', choice: '2', rule: null, part: null, rules: ['short'] }, { kind: 'ALWAYS_CHOSEN', option: 'length', choice: '1', rule: null, part: null, rules: [] },
      { kind: 'RULE_WITHOUT_EFFECT', option: null, choice: null, rule: 'again', part: null, rules: [] }, { kind: 'PART_NEVER_USED', option: null, choice: null, rule: null, part: 'b', rules: [] },
      { kind: 'SURCHARGE_WITHOUT_COST', option: 'drive', choice: 'direct', rule: null, part: null, rules: [] },
    ])
    expect(checkModel.rules[0]).toEqual({ key: 'short', text: 'Always Drive ≤ 1 m.' })
  })

  it('says what surcharges cost us, of what is offered as of what is worked on', async () => {
    const costs = async (email: string, model = modelId) => (await cast.ask(email, `{ productModel(id: "${model}") { surchargeCosts } }`)).data?.productModel.surchargeCosts
    await cast.do(product, 'costModel', { id, costs: { drive: { direct: { USD: '4.50', EUR: '4' } } } })
    await cast.do(product, 'costModel', { id, costs: { drive: { direct: { USD: '4.25', EUR: null } }, extras: { lamp: { USD: '-1', EUR: '3' } } } })
    await cast.do(product, 'costModel', { id, costs: { extras: { lamp: { EUR: null } } } })
    expect(await costs(product, id)).toEqual({ drive: { direct: { USD: '4.25' } }, extras: { lamp: { USD: '-1' } } })
    const { checkModel } = await cast.read(product, `{ checkModel(versionId: "${(await version(id)).latest.id}") { findings { kind } } }`)
    expect(checkModel.findings.map(({ kind }: any) => kind)).not.toContain('SURCHARGE_WITHOUT_COST')
    const refused = async (given: unknown) => (await cast.try(product, 'costModel', { id, costs: given })).data!.answer.errors.map(({ code, path }) => [code, path.join('.')])
    expect(await refused({ drive: { rope: { USD: '1' } }, door: { wide: {} } })).toEqual([['UNKNOWN_NAME', 'costs.drive.rope'], ['UNKNOWN_NAME', 'costs.door.wide']])
    expect(await refused({ drive: { direct: { USD: 'much', dollars: '1' } } })).toEqual([['BAD_USER_INPUT', 'costs.drive.direct.USD'], ['BAD_USER_INPUT', 'costs.drive.direct.dollars']])
    expect(await refused('4')).toEqual([['BAD_USER_INPUT', 'costs']])
    expect([await costs(rep), await costs('desk@guanxi.example')]).toEqual([expect.objectContaining({ speed: expect.anything() }), null])
    expect(await cast.refusal(rep, 'costModel', { id, costs: {} })).toBe('FORBIDDEN')
    expect((await version(modelId)).actions).toContain('cost')
    await cast.do(product, 'costModel', { id: modelId, costs: {} })
  })

  it('and what was configured keeps its version', async () => {
    expect((await edit(id, { ...smallModel(), parts: [{ key: 'a', sku: 'VMC-850' }] })).data!.answer.errors).toEqual([])
    expect(await cast.read(seller, `{ productModel(id: "${id}") { name } }`)).toEqual({ productModel: null })
    await cast.do(product, 'publishModel', { id })
    const first = (await version(id)).version.id
    const { configuration } = await cast.do(seller, 'saveConfiguration', { versionId: first, name: 'Kept', answers: answers({ drive: ['belt'], length: ['1'] }) }, 'configuration { id }')
    await cast.do(product, 'draftModel', { id })
    expect(await cast.refusal(product, 'draftModel', { id })).toBe('ILLEGAL_MOVE')
    expect((await edit(id, { ...smallModel(), rules: [{ key: 'direct', must: { chosen: ['drive', 'direct'] } }], parts: [{ key: 'a', sku: 'VMC-850' }] })).data!.answer.errors).toEqual([])
    await cast.do(product, 'publishModel', { id })
    const kept = await cast.read(seller, `{ configuration(id: "${configuration.id}") { outdated version { id number } offer { total lines { sku } } } productModel(id: "${id}") { version { number } } }`)
    expect(kept).toMatchObject({ configuration: { outdated: true, version: { id: first, number: 1 }, offer: { lines: [{ sku: 'VMC-850' }] } }, productModel: { version: { number: 2 } } })
    await cast.do(product, 'retireModel', { id })
    expect((await cast.ask(seller, question, { input: { modelId: id, answers: [] } })).errors?.[0]?.extensions.code).toBe('NOT_FOUND')
  })

  it('alone may do so', async () => {
    for (const email of [rep, seller]) expect((await cast.ask(email, `{ productModel(id: "${id}") { latest { definition } } }`)).errors === undefined).toBe(email === rep)
    expect(await cast.refusal(rep, 'createModel', { name: 'Mine' })).toBe('FORBIDDEN')
  })
})

it('a model that is too hard is stopped, and keeps nobody waiting for long', async () => {
  // one pigeon more than there are holes
  const holes = Array.from({ length: 11 }, (_, hole) => ({ key: `h${hole}`, name: { en: `Hole ${hole}` } }))
  const pigeons = Array.from({ length: 12 }, (_, pigeon) => `p${pigeon}`)
  const pairs = pigeons.flatMap((one, index) => pigeons.slice(index + 1).map((other) => [one, other] as const))
  const rules = pairs.map(([one, other]) => ({ key: `${one}-${other}`, must: { all: holes.map(({ key }) => ({ not: { all: [{ chosen: [one, key] }, { chosen: [other, key] }] } })) } }))
  const definition = { ...smallModel(), parts: [], options: pigeons.map((key) => ({ key, group: 'g', name: { en: key }, kind: 'one', choices: holes })), rules }
  const { model } = await cast.do(product, 'createModel', { name: 'Pigeons', definition }, 'model { latest { id } }')
  const hard = cast.ask(product, `{ checkModel(versionId: "${model.latest.id}") { findings { kind } } }`)
  const started = performance.now()
  await ask(seller, { answers: answers({ speed: ['s15'] }) })
  expect(performance.now() - started).toBeLessThan(3000)
  expect((await hard).errors?.[0]?.extensions.code).toBe('TIMEOUT')
  // the thread that was stopped is followed by another
  const { productModels } = await cast.read(product, '{ productModels { nodes { name latest { id } } } }')
  const grinder = productModels.nodes.find(({ name }: any) => name === 'Grinder')
  expect((await cast.read(product, `{ checkModel(versionId: "${grinder.latest.id}") { findings { kind } } }`)).checkModel.findings.length).toBeGreaterThan(0)
})
