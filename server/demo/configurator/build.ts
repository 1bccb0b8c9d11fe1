import { partsIn } from '../../configurator/built.ts'
import { buildDays, chosenIn } from '../../configurator/offer.ts'
import { newId } from '../../kit/ids.ts'
import { currencies } from '../catalog/product.ts'
import { Random } from '../kit/random.ts'
import { words } from '../kit/words.ts'
import type { Person } from '../people/person.ts'
import type { World } from '../world.ts'
import { machiningCentre, machiningCosts } from './machining-centre.ts'
import { type Solution, solution } from './solutions.ts'

/** A chance of its own: what is made up here changes nothing of the rest. */
const seed = 1160

/** A machine that is built to order, and what dealers and a representative have saved of it. */
export function buildModels(world: World): void {
  const { rows } = world, calendar = world.calendar.with(new Random(seed)), model = newId(), version = newId(), author = world.member('product').id
  const name = words('Vertical machining centre VMC-1160, to order', '立式加工中心機 VMC-1160（客製）', '立式加工中心 VMC-1160（定制）')
  const published = calendar.ago(400)
  rows.add('product_model', { id: model, name: name.en, name_i18n: name, created_at: published })
  rows.add('model_version', { id: version, model_id: model, number: 1, state: 'Published', definition: machiningCentre, created_by_id: author, published_at: published, created_at: published, updated_at: published })
  for (const [option, choices] of Object.entries(machiningCosts)) for (const [choice, costs] of Object.entries(choices))
    for (const currency of currencies) rows.add('surcharge_cost', { model_id: model, option, choice, currency, cost: costs[currency] })
  const save = (which: Solution, title: string, by: Person, days: number) => {
    const id = newId(), answers = solution(which), at = calendar.ago(days), parts = partsIn(model, machiningCentre, answers, (sku) => world.product(sku).id)
    rows.add('configuration', { id, name: title, version_id: version, answers, partner_id: by.partnerId, owner_id: by.partnerId ? null : by.id, created_by_id: by.id, created_at: at, updated_at: at })
    world.configured.set(which, {
      configurationId: id, name: title, parts, buildDays: buildDays(machiningCentre, answers),
      surchargeCost: (currency) => chosenIn(machiningCentre, answers).reduce((sum, { option, choice }) => sum + Number(machiningCosts[option]?.[choice.key]?.[currency] ?? 0), 0),
      pieces: parts.flatMap(({ productId, quantity }) => (productId ? [{ product: world.products.find((product) => product.id === productId)!, quantity }] : [])),
    })
  }
  const seller = (code: string) => world.partner(code).people.find(({ roles }) => roles.includes('seller')) ?? world.partner(code).people[0]!
  save('moulds', 'Mould shop, 15,000 rpm with probes', seller('NST'), 52)
  save('jobs', 'Job shop, fourth axis', seller('NST'), 90)
  save('shop', 'Aluminium, 15,000 rpm', seller('GGC'), 172)
  save('local', '模具加工專用機', seller('HXM'), 64)
  save('plain', 'Vierte Achse, CE', seller('RWM'), 40)
  save('europe', 'Show machine, Düsseldorf', world.member('rep'), 34)
}
