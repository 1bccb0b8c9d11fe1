import { routes } from '../../server/access/routes.ts'
import type { Asker } from './asker.ts'
import { type Place, findIn } from './canaries.ts'
import { keyOf } from './catalog.ts'
import { type Answer, wholeOf } from './door.ts'
import { alike, hiddenIn, placed } from './inspect.ts'
import { pdfText } from './pdf.ts'
import type { Run } from './run.ts'
import { absentId } from './values.ts'
import type { World } from './world.ts'

/** All that is held of a person is told to who may export it, columns that no page shows among it: of rows that name the person, and no others. */
function isAbout(world: World, { table, key }: Place, id: string): boolean {
  const columns = world.catalog.get(table)!, row = world.tables[table]!.find((one) => keyOf(columns, one) === key)
  return row !== undefined && Object.values(row).includes(id)
}

/** Routes that a run can't ask as others are, and why. Each has tests of its own. */
export const apart: Record<string, string> = {
  '/mailbox': 'for trying the product out: to this computer alone, and only where no mail server is set', '/mailbox/:id': 'as /mailbox',
  '/metrics': 'to this computer, or for who shows a token; counts only',
  '/crm/files/quotes/:id/accepted.pdf': 'the very bytes that were accepted, which hold nothing here; test/contracts', '/crm/files/exports/:date/:file': 'files of a night, of which there was none; test/backoffice',
  '/crm/files/price-lists/:id/entries': 'takes a file, and answers with what is wrong in it; test/pricing',
  '/crm/files/exports': 'writes such files, and answers with their sizes; test/backoffice',
}

/** What is read of an answer: of a PDF its text, too. */
const isPdf = ({ headers }: Answer) => headers['content-type']?.startsWith('application/pdf') ?? false
const readable = (answer: Answer): string => wholeOf(answer) + (isPdf(answer) ? pdfText(answer.body) : '')

/** The records that a path names. */
const named: Record<string, string[]> = { quotes: ['Quote'], orders: ['Order'], contacts: ['Contact'], users: ['User'], accounts: ['Account'], contracts: ['Contract'], 'price-lists': ['PriceList'], invoices: ['Invoice'], shipments: ['Shipment'], 'account-statements': ['Partner', 'Account'], dunning: ['DunningLetter'] }

/**
 * Every route that is not GraphQL, with ids of all kinds of rows in its path: what is hidden answers as what does not exist, and
 * what is sent holds nothing hidden. Returns the routes that sent something.
 */
export async function askRoutes(run: Run, asker: Asker, most = 4): Promise<string[]> {
  const { world } = run, [{ wire }] = world.sides, { values } = run.writer(asker, 2), sent: string[] = []
  for (const route of routes.filter(({ path, permission }) => permission !== 'by field' && !(path in apart))) {
    const get = async (id: string) => {
      const path = route.path.replace('{/*}?', '').replace('*', 'x').replace(':id', id), answer = await wire.send(asker, path, { method: route.method ?? 'GET' })
      run.paths.add(route.path)
      run.tell(hiddenIn(world, asker, { text: path }, readable(answer)).filter(([, place]) => !(path.endsWith('/personal-data.json') && isAbout(world, place, id))).map(([value, place]) => ({ kind: 'hidden value' as const, asker, ask: { text: `GET ${path}` }, what: `${value} is ${placed(place)}`, places: [place] })))
      // a page that can't be read proves nothing
      if (isPdf(answer) && findIn(pdfText(answer.body), world.canaries).size === 0) run.tell([{ kind: 'failure', asker, ask: { text: `GET ${path}` }, what: 'nothing of the PDF could be read', places: [] }])
      if (answer.status >= 500) run.tell([{ kind: 'failure', asker, ask: { text: `GET ${path}` }, what: `status ${answer.status}`, places: [] }])
      return answer
    }
    const absent = await get(absentId)
    if (absent.status === 200) sent.push(route.path)
    if (!route.path.includes(':id')) continue
    const meant = named[route.path.split('/')[3]!] ?? []
    for (const kind of new Set([...meant, 'Quote', 'Order', 'Contact', 'User', 'Account', 'Partner'])) {
      // all of the kind that the path names, and a few of the others
      for (const id of values.random.some(values.ids(kind, 'foreign'), meant.includes(kind) ? 100 : 2)) {
        if (!alike(await get(id), [id], absent, [absentId])) run.tell([{ kind: 'not yours differs from not there', asker, ask: { text: `GET ${route.path} ${id}` }, what: `${route.path} of ${kind} ${id}`, places: [] }])
      }
      let got = 0
      for (const id of values.random.some(values.ids(kind, 'own'), meant.includes(kind) ? 100 : 1)) {
        if (got < most && (await get(id)).status === 200) { got += 1; if (!sent.includes(route.path)) sent.push(route.path) }
      }
    }
  }
  return sent
}
