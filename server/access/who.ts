import type pg from 'pg'
import type { ReadSession } from '../kit/session.ts'
import { setting } from '../kit/session.ts'
import { type Asked, type Finding, type Person, explain, operationFindings, passes } from './explain.ts'
import { active, identity, personOf } from './identify.ts'
import type { Viewer } from './viewer.ts'

const anybody = `select ${identity}, u.active as "isActive", (select p.state = 'Active' from partner p where p.id = u.partner_id) as "partnerActive" from app_user u`

/** Somebody, whether they may sign in or not; null when there is no such person. */
export async function personBy(system: pg.Pool, id: string): Promise<Person | null> {
  const { rows: [row] } = await system.query(`${anybody} where u.id = $1`, [id])
  if (!row) return null
  const { isActive, partnerActive, ...data } = row
  return { viewer: personOf(data), active: isActive, partnerActive }
}

/** How many people one request looks at, and how many at a time. */
const most = 1000, batch = 100

async function peopleAfter(system: pg.Pool, after: string | null): Promise<Viewer[]> {
  const { rows } = await system.query(
    `select ${identity} from app_user u where ${active} and ($1::uuid is null or (u.audience, lower(u.name), u.id) > (select b.audience, lower(b.name), b.id from app_user b where b.id = $1))
     order by u.audience, lower(u.name), u.id limit ${batch}`, [after])
  return rows.map(personOf)
}

export interface Seeing { viewer: Viewer; findings: Finding[] }
/** `after` is the last person that was looked at; null when there are no more. */
export interface WhoSees { people: Seeing[]; after: string | null }

/**
 * Who may see a record: staff first, then dealers, by name. Each active person is asked for with the settings of a request of
 * theirs, on a connection of their login role; one request looks at no more than a thousand people.
 */
export async function whoSees({ system, readAs, asked }: { system: pg.Pool; readAs: (viewer: Viewer) => ReadSession; asked: (viewer: Viewer) => Asked }, first: number, after: string | null): Promise<WhoSees> {
  const found: Seeing[] = []
  for (let looked = 0; looked < most; looked += batch) {
    const people = await peopleAfter(system, after)
    for (const audience of ['crm', 'partner'] as const) found.push(...await seeing(people.filter((one) => one.audience === audience), readAs, asked))
    if (found.length > first) return { people: found.slice(0, first), after: found[first - 1]!.viewer.userId }
    if (people.length < batch) return { people: found, after: null }
    after = people.at(-1)!.userId
  }
  return { people: found, after }
}

/** Those of one audience who may see it, asked on one connection. */
async function seeing(people: Viewer[], readAs: (viewer: Viewer) => ReadSession, asked: (viewer: Viewer) => Asked): Promise<Seeing[]> {
  if (!people.length) return []
  const session = readAs(people[0]!)
  try {
    const answers: Seeing[] = []
    for (const viewer of people) {
      const { schema, type } = asked(viewer)
      // most of those who may not see it hold no permission for such records at all: nothing to ask the database
      if (!passes(operationFindings(viewer, schema, type))) continue
      await session.run(setting(viewer.settings), [])
      answers.push({ viewer, findings: await explain(session.run, { viewer, active: true, partnerActive: viewer.partnerId ? true : null }, asked(viewer)) })
    }
    return answers.filter(({ findings }) => passes(findings))
  } finally {
    await session.close()
  }
}
