// Installs the packages once, and again when what describes them has changed.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { Expected, run } from './child.mjs'
import { withLock } from './lock.mjs'

const pnpm = 'pnpm@12.20.0'
const stampFile = 'node_modules/.guanxi-stamp'

function stamp() {
  const patches = readdirSync('server/boot/patches').sort().map((name) => `server/boot/patches/${name}`)
  const hash = createHash('sha256').update(`${pnpm} ${process.platform} ${process.arch}`)
  for (const file of ['package.json', 'portal/package.json', 'test/bench/package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', ...patches]) {
    hash.update(`\n${file}\n`)
    if (existsSync(file)) hash.update(readFileSync(file))
  }
  return hash.digest('hex')
}

/** With everything, or but for what we are measured beside. */
const ending = { whole: ' with the bench', lean: '' }
function current(extent) {
  const found = existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : ''
  return found === stamp() + ending.whole || found === stamp() + ending[extent]
}

/**
 * Brings node_modules up to date with the lock file. Two starts at once install once. What only the bench and the tests need –
 * the packages that Guanxi is compared with – comes along when the extent is 'whole', and not when it is 'lean'.
 */
export async function install(extent) {
  if (current(extent)) return
  await withLock('the installation of the packages', async () => {
    if (current(extent)) return
    console.error('Installing packages (only when they have changed) …')
    // CI=true: without a terminal, pnpm would otherwise refuse to replace an outdated node_modules folder
    const env = { ...process.env, CI: 'true', npm_config_yes: 'true' }
    const windows = process.platform === 'win32'
    const code = await run('npx', ['-y', pnpm, 'install', '--frozen-lockfile', ...(extent === 'whole' ? [] : ['--filter', '!guanxi-bench'])], { stdio: ['ignore', 2, 2], env, shell: windows }).catch((error) => {
      throw new Expected(error.code === 'ENOENT' ? 'npx was not found: install Node 20 or later together with npm.' : error.message)
    })
    if (code !== 0) {
      throw new Expected(
        'The packages could not be installed; the reason stands above. The npm registry must be reachable and the disk have 2 GB free. Then try again.',
        code,
      )
    }
    mkdirSync('node_modules', { recursive: true })
    writeFileSync(stampFile, stamp() + ending[extent])
  })
}
