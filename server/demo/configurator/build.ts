import { newId } from '../../kit/ids.ts'
import { words } from '../kit/words.ts'
import type { World } from '../world.ts'
import { machiningCentre } from './machining-centre.ts'
import { solution } from './solutions.ts'

/** A machine that is built to order, and what dealers and a representative have saved of it. */
export function buildModels(world: World): void {
  const { rows, calendar } = world, model = newId(), version = newId(), author = world.member('product').id
  const name = words('Vertical machining centre VMC-1160, to order', '立式加工中心機 VMC-1160（客製）', '立式加工中心 VMC-1160（定制）')
  const published = calendar.ago(70)
  rows.add('product_model', { id: model, name: name.en, name_i18n: name, created_at: published })
  rows.add('model_version', { id: version, model_id: model, number: 1, state: 'Published', definition: machiningCentre, created_by_id: author, published_at: published, created_at: published, updated_at: published })
  const save = (title: string, answers: Record<string, string[]>, whose: object, by: string | null, days: number) =>
    rows.add('configuration', { id: newId(), name: title, version_id: version, answers, created_by_id: by, created_at: calendar.ago(days), updated_at: calendar.ago(days), ...whose })
  const northstar = world.partner('NST')
  const seller = rows.of('app_user').find(({ partner_id, roles }) => partner_id === northstar.id && (roles as string[]).includes('seller'))?.id as string | undefined
  save('Mould shop, 15,000 rpm with probes', solution('moulds'), { partner_id: northstar.id }, seller ?? null, 12)
  save('Job shop, fourth axis', solution('jobs'), { partner_id: northstar.id }, seller ?? null, 30)
  const rep = world.member('rep').id
  save('Show machine, Düsseldorf', solution('europe'), { owner_id: rep }, rep, 5)
}
