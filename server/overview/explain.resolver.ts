import { Arg, Ctx, ID, Int, Query, Resolver } from 'type-graphql'
import { type Names, answerOf, sentenceOf } from '../access/access-sentences.ts'
import { allSeeing, fieldFindings } from '../access/explain-field.ts'
import { type Asked, explain, passes } from '../access/explain.ts'
import { grants, permissions, roles, staffRoles } from '../access/matrix.ts'
import { Needs } from '../access/needs.ts'
import type { Viewer } from '../access/viewer.ts'
import { personBy, whoSees } from '../access/who.ts'
import type { RequestContext } from '../context.ts'
import { UserError, notFound } from '../kit/errors.ts'
import { isId } from '../kit/ids.ts'
import { type ExposedType, exposedNamed } from '../kit/read/registry.ts'
import { quote } from '../kit/read/sql.ts'
import { ReadSession } from '../kit/session.ts'
import { AccessExplanation, AccessMatrix, EffectiveRights, PeopleWhoSee } from './explain.types.ts'

const recordTypeText = "A type of the schema whose records have an id: Account, Contact, Partner, Product, Quote, Order, User …"
const most = 100

@Resolver()
export class ExplainResolver {
  @Needs('access:explain') @Query(() => AccessExplanation, { description: 'Whether a person may see a record, or a field of it, by every rule on the way; the rows, also those behind a field, by what the database does for them. Errors: NOT_FOUND, BAD_USER_INPUT.' })
  async explainAccess(
    @Arg('userId', () => ID) userId: string, @Arg('recordType', () => String, { description: recordTypeText }) recordType: string, @Arg('recordId', () => ID) recordId: string,
    @Arg('field', () => String, { nullable: true, description: 'As the schema calls it.' }) field: string | null | undefined, @Ctx() context: RequestContext,
  ): Promise<AccessExplanation> {
    const { door, locale } = context
    const person = isId(userId) ? await personBy(door.system, userId) : null
    if (!person) throw notFound('userId')
    const type = typeNamed(context, recordType, field ?? null), { row, names } = await recordOf(context, type, recordId)
    const session = door.readAs(person.viewer), everything = new ReadSession(door.system, allSeeing(person.viewer))
    try {
      const asked: Asked = { schema: schemaOf(context, person.viewer), type, row, field: field ?? undefined }
      const findings = await explain(session.run, person, asked)
      // of a record that they would not get there is nothing more to say
      if (passes(findings.filter(({ wall }) => wall !== 'SIGN_IN'))) findings.push(...await fieldFindings(session.run, everything.run, person.viewer, asked))
      return {
        granted: passes(findings), sentence: answerOf(locale, person, findings, names, field ?? undefined),
        rules: findings.map((finding) => ({ ...finding, sentence: sentenceOf(locale, person, finding, names) })),
      }
    } finally {
      await session.close()
      await everything.close()
    }
  }

  @Needs('access:explain') @Query(() => PeopleWhoSee, { description: 'Everybody who may sign in and see a record, and why: staff first, then dealers, by name. One request looks at a thousand people; `after` goes on from there. Errors: NOT_FOUND, BAD_USER_INPUT, OUT_OF_RANGE.' })
  async whoCanSee(
    @Arg('recordType', () => String, { description: recordTypeText }) recordType: string, @Arg('recordId', () => ID) recordId: string,
    @Arg('first', () => Int, { defaultValue: 50 }) first: number, @Arg('after', () => ID, { nullable: true }) after: string | null | undefined, @Ctx() context: RequestContext,
  ): Promise<PeopleWhoSee> {
    const { door, locale } = context
    if (first < 1 || first > most) throw new UserError('OUT_OF_RANGE', ['first'], { max: most })
    if (after != null && !isId(after)) throw notFound('after')
    const type = typeNamed(context, recordType, null), { row, names } = await recordOf(context, type, recordId)
    const asked = (viewer: Viewer): Asked => ({ schema: schemaOf(context, viewer), type, row })
    const found = await whoSees({ system: door.system, readAs: door.readAs, asked }, first, after ?? null)
    const partners = await namesOf(context, found.people.map(({ viewer }) => viewer.partnerId))
    return {
      after: found.after,
      people: found.people.map(({ viewer, findings }) => {
        const reasons = findings.filter(({ kind, granted }) => kind === 'REASON' && granted)
        return {
          id: viewer.userId, name: viewer.data.name, audience: viewer.audience, roles: viewer.data.roles, partner: partners.get(viewer.partnerId ?? '') ?? null,
          reasons: reasons.map(({ name }) => name), sentence: reasons.map((finding) => sentenceOf(locale, { viewer }, finding, names)).join(locale === 'en' ? ' ' : ''),
        }
      }),
    }
  }

  @Needs('access:explain') @Query(() => EffectiveRights, { description: 'What a person may do, how far it reaches and through which role; what their API keys are cut down to. Errors: NOT_FOUND.' })
  async effectiveRights(@Arg('userId', () => ID) userId: string, @Ctx() { door, run }: RequestContext): Promise<EffectiveRights> {
    const person = isId(userId) ? await personBy(door.system, userId) : null
    if (!person) throw notFound('userId')
    const { viewer, active, partnerActive } = person
    const keys = await run(`select id, name, prefix, permissions, expires_at as "expiresAt" from api_key where user_id = $1 and revoked_at is null and (expires_at is null or expires_at > now()) order by created_at desc`, [userId])
    return {
      name: viewer.data.name, audience: viewer.audience, roles: viewer.data.roles, maySignIn: active && partnerActive !== false,
      rights: viewer.permissions.map((permission) => ({
        permission, scope: viewer.scope(permission)!, grants: grants.filter((grant) => grant.permission === permission && viewer.data.roles.includes(grant.role)),
      })),
      // what a role no longer includes, a key that lists it no longer opens
      keys: keys.map((key) => ({ ...key, permissions: (key.permissions as string[]).filter((permission) => viewer.can(permission)) })) as unknown as EffectiveRights['keys'],
    }
  }

  @Needs('access:explain') @Query(() => AccessMatrix, { description: 'Which role may do what, and how far it reaches.' })
  accessMatrix(): AccessMatrix {
    return {
      roles: roles.map((name) => ({ name, audience: (staffRoles as readonly string[]).includes(name) ? 'crm' : 'partner' })),
      permissions: permissions.map((permission) => ({ permission, grants: grants.filter((grant) => grant.permission === permission) })),
    }
  }
}

const schemaOf = ({ door: { schemas } }: RequestContext, { audience }: Viewer) => schemas[audience === 'crm' ? 'crm' : 'partner']

/** A type of the administrator's own schema; refuses one that has no records to ask for, and a field that it lacks. */
function typeNamed({ door: { schemas } }: RequestContext, name: string, field: string | null): ExposedType {
  const type = schemas.crm.getType(name) && exposedNamed(name)
  if (!type?.fields.has('id')) throw new UserError('BAD_USER_INPUT', ['recordType'])
  if (field !== null && !type.fields.has(field)) throw new UserError('BAD_USER_INPUT', ['field'])
  return type
}

/** The row as the administrator sees it, and the names of whom it points to. */
async function recordOf(context: RequestContext, { table }: ExposedType, id: string): Promise<{ row: Record<string, unknown>; names: Names }> {
  const session = context.door.readAs(context.me)
  try {
    const [found] = isId(id) ? await session.run(`select to_jsonb(r) as row from ${quote(table)} r where r.id = $1`, [id]) : []
    if (!found) throw notFound('recordId')
    const row = found.row as Record<string, unknown>
    return { row, names: new Map((await session.run('select id, name from partner where id = any ($1)', [[row.partner_id, row.id].filter(Boolean)])).map((one) => [one.id as string, one.name as string])) }
  } finally {
    await session.close()
  }
}

async function namesOf({ run }: RequestContext, partnerIds: (string | null)[]): Promise<Names> {
  return new Map((await run('select id, name from partner where id = any ($1)', [[...new Set(partnerIds.filter((id) => id !== null))]])).map((one) => [one.id as string, one.name as string]))
}
