import { readFileSync, readdirSync } from 'node:fs'
import { SourceMap } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

interface Node { id: number; callFrame: { functionName: string; url: string; lineNumber: number; columnNumber: number } }
interface Profile { nodes: Node[]; samples: number[]; timeDeltas: number[] }

const maps = new Map<string, SourceMap | undefined>()
function mapOf(file: string): SourceMap | undefined {
  if (!maps.has(file)) {
    let text: string | undefined
    try { text = readFileSync(`${file}.map`, 'utf8') } catch { /* a file that was not bundled has none */ }
    maps.set(file, text === undefined ? undefined : new SourceMap(JSON.parse(text)))
  }
  return maps.get(file)
}

/** Where a frame was written: a file of ours, a package, a module of Node's, or the engine. */
function home({ functionName, url, lineNumber, columnNumber }: Node['callFrame']): string {
  if (functionName === '(idle)') return ''
  if (!url) return functionName.startsWith('(') ? functionName : `built in: ${functionName}`
  if (url.startsWith('node:')) return url.replace(/^(node:(?:internal\/)?[^/]+).*/, '$1')
  const file = url.startsWith('file:') ? fileURLToPath(url) : url, entry = mapOf(file)?.findEntry(lineNumber, columnNumber) as { originalSource?: string } | undefined
  const source = entry?.originalSource ?? file, [, within] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source) ?? []
  return within ?? path.relative('.', path.resolve(path.dirname(file), source.replace('file://', '')))
}

/** Time by package, and by file of ours, in hundredths of all that was not idle in the last milliseconds: what comes before is start and warm-up. */
export function summarise({ nodes, samples, timeDeltas }: Profile, last: number, rows = 25): string[] {
  const homes = new Map(nodes.map(({ id, callFrame }) => [id, home(callFrame)])), times = new Map<string, number>()
  const end = timeDeltas.reduce((sum, delta) => sum + delta, 0)
  let all = 0, now = 0
  for (const [index, id] of samples.entries()) {
    const at = homes.get(id)!, took = timeDeltas[index]!
    now += took
    if (!at || end - now > last * 1000) continue
    all += took
    times.set(at, (times.get(at) ?? 0) + took)
  }
  const sorted = [...times].sort(([, one], [, other]) => other - one).slice(0, rows)
  return [`${(all / 1e6).toFixed(1)} of the last ${(last / 1000).toFixed(0)} s at work:`, ...sorted.map(([at, took]) => `${((took / all) * 100).toFixed(1).padStart(5)} %  ${at}`)]
}

/** What the newest profile of a folder says; Node writes one when its process ends. */
export function newestProfile(folder: string, last: number): string[] {
  const file = readdirSync(folder).filter((name) => name.endsWith('.cpuprofile')).sort().at(-1)
  return file ? summarise(JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Profile, last) : [`no profile was written to ${folder}`]
}
