// Builds dist/server and dist/portal, each only when what it is made of has changed.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { runQuietly } from './child.mjs'
import { withLock } from './lock.mjs'

const generated = /(^|\/)(node_modules|dist|gql|\.[^/]+)(\/|$)|\.gen\.ts$|\.tsbuildinfo$/

function files(entry) {
  if (!existsSync(entry) || generated.test(entry)) return []
  if (!statSync(entry).isDirectory()) return [entry]
  return readdirSync(entry).sort().flatMap((name) => files(path.posix.join(entry, name)))
}

function fingerprint(sources) {
  const hash = createHash('sha256')
  for (const file of sources.flatMap(files)) hash.update(`\n${file}\n`).update(readFileSync(file))
  return hash.digest('hex')
}

/** Builds target from sources unless its stamp says that it is current. */
async function buildWhenStale(target, sources, build) {
  const stampFile = `dist/${target}.stamp`
  const current = () => existsSync(`dist/${target}`) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === fingerprint(sources)
  if (current()) return
  await withLock('a build', async () => {
    if (current()) return
    const before = fingerprint(sources)
    mkdirSync('dist', { recursive: true })
    // a build that fails may leave half a folder, which no stamp may call current
    rmSync(stampFile, { force: true })
    await build()
    writeFileSync(stampFile, before)
  })
}

/** Bundles the server and the command line into dist/server. */
export function buildServer() {
  const sources = ['server', 'migrations', 'tsconfig.json', 'pnpm-lock.yaml']
  return buildWhenStale('server', sources, async () => {
    const fresh = 'dist/server.new'
    rmSync(fresh, { recursive: true, force: true })
    const rolldown = 'node_modules/rolldown/bin/cli.mjs'
    await runQuietly('Building the server', process.env.GUANXI_NODE ?? process.execPath, [rolldown, '-c', 'server/boot/rolldown.config.mjs', '-d', fresh])
    // swapped at the end, so that a build that is cut short leaves the last good one
    rmSync('dist/server', { recursive: true, force: true })
    renameSync(fresh, 'dist/server')
  })
}

/** Generates the portal's types from schema/ and builds its pages into dist/portal, with the portal's own build script. */
export async function buildPortal() {
  if (!existsSync('portal/vite.config.ts')) {
    console.error('The portal has no vite.config.ts yet: starting without it.')
    return
  }
  await buildWhenStale('portal', ['portal', 'schema', 'pnpm-lock.yaml'], () =>
    runQuietly('Building the portal', process.env.GUANXI_NODE ?? process.execPath, ['--run', 'build'], {
      cwd: 'portal',
      // whoever asks, a test run too: what is served is always the production build
      env: { ...process.env, NODE_ENV: 'production' },
    }),
  )
}
