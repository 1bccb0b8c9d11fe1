import { any, only, reason } from '../access/condition.ts'
import { type TablePolicy, holds, staffOwned, through } from '../access/policies.ts'

const permission = 'configuration:use'
const manages = any(holds('model:edit'), holds('model:create'))
/** What a dealer saved is its organisation's alone: neither its parent nor its sub-dealers see it. */
const ownPartner = reason('organisation', `partner_id = (select app.partner_id()) and (select app.scope('${permission}')) is not null`, { permission, scopes: ['org'], partner: 'partner_id' })

/** Dealers see a model once a version of it was published, and never what is still worked on. */
export const configuratorPolicies: TablePolicy[] = [
  {
    table: 'product_model', audit: { record: 'product_model' },
    staff: { grant: 'select, insert, update', read: holds(permission), write: manages },
    partner: { grant: 'select', read: only('published', `exists (select 1 from model_version v where v.model_id = product_model.id)`, holds(permission)) },
  },
  {
    table: 'model_version', audit: { record: 'product_model', id: 'r.model_id' },
    staff: { grant: 'select, insert, update', read: holds(permission), write: manages },
    partner: { grant: 'select', read: only('published', `state <> 'Draft'`, holds(permission)) },
  },
  // versions are seen by dealers, and so hold no costs
  { table: 'surcharge_cost', audit: { record: 'product_model', id: 'r.model_id', needs: 'cost:read', type: 'ProductModel' }, staff: { grant: 'select, insert, update, delete', read: any(holds('cost:read'), holds('quote:edit'), holds('model:cost')), write: holds('model:cost') } },
  {
    table: 'configuration', audit: { record: 'configuration' },
    staff: { grant: 'select, insert, update, delete', read: staffOwned(permission), write: only('own', 'partner_id is null', staffOwned(permission)) },
    partner: { grant: 'select, insert, update (name, version_id, answers, updated_at, revision), delete', read: ownPartner, insert: `${ownPartner} and owner_id is null and ${through('model_version', 'version_id')}` },
  },
]
