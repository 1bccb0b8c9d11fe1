// The door to every npm script. Plain JavaScript for Node 18 and later, because it runs before anything is installed:
// it installs the packages when they are stale, builds what changed, and hands over to the project's own Node.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { buildPortal, buildServer } from './build.mjs'
import { Expected, run, runTogether } from './child.mjs'
import { install } from './install.mjs'
import { projectNode, serverFlags } from './runtime.mjs'

process.chdir(path.join(path.dirname(fileURLToPath(import.meta.url)), '../..'))

async function build() {
  await buildServer()
  await buildPortal()
  return 0
}

const commands = {
  build,
  start: async (args) => {
    await build()
    // the channel closes when we are killed, which tells the server to stop
    return run(process.env.GUANXI_NODE, [...serverFlags, 'dist/server/main.js', ...args], {
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
      // what was compiled is kept beside the bundle that it belongs to
      env: { NODE_COMPILE_CACHE: path.resolve('dist/server/compiled'), ...process.env },
    })
  },
  guanxi: async (args) => {
    await buildServer()
    return run(process.env.GUANXI_NODE, ['dist/server/guanxi.js', ...args])
  },
  test: (args) => run(process.env.GUANXI_NODE, ['test/run.ts', ...args]),
  check: (args) => run(process.env.GUANXI_NODE, ['test/run.ts', '--check', ...args]),
  /** --seconds: for how long; what goes by plan is always finished, and the rest goes by chance; --seed: which chance; --times: compares how long refusals take instead. */
  leak: (args) => {
    const { values } = parseArgs({ args, options: { seconds: { type: 'string', default: '60' }, seed: { type: 'string', default: '7' }, times: { type: 'boolean', default: false } } })
    if (values.times) return run(process.env.GUANXI_NODE, ['--import', 'tsx', 'test/access/times.ts'])
    const wrong = Object.entries(values).find(([name, value]) => name !== 'times' && !/^\d+$/.test(value))
    if (wrong) throw new Expected(`--${wrong[0]} takes a whole number.`, 2)
    return run(process.env.GUANXI_NODE, ['node_modules/vitest/vitest.mjs', 'run', '-c', 'test/vitest.config.ts', '--project', 'server', '--disableConsoleIntercept=true', '--reporter=dot', 'test/leak/leak.test.ts'],
      { env: { ...process.env, LEAK_SECONDS: values.seconds, LEAK_SEED: values.seed } })
  },
  /** The same operations by hand-written SQL, by PostGraphile and by us; its options stand in test/bench/options.ts. */
  bench: async (args) => {
    await build()
    return run(process.env.GUANXI_NODE, ['--import', 'tsx', 'test/bench/main.ts', ...args])
  },
  dev: (args) => {
    const node = process.env.GUANXI_NODE
    const server = { args: ['--watch', '--watch-preserve-output', '--import', 'tsx', 'server/main.ts', ...args] }
    const portal = { args: ['--run', 'dev'], cwd: 'portal' }
    return runTogether(node, existsSync('portal/vite.config.ts') ? [server, portal] : [server])
  },
}

/** What needs the packages that we are measured beside. */
const measures = ['bench', 'test', 'check']

const [name, ...args] = process.argv.slice(2)
const command = Object.hasOwn(commands, name ?? '') ? commands[name] : undefined
if (!command) {
  console.error(`Unknown command "${name ?? ''}". One of: ${Object.keys(commands).join(', ')}.`)
  process.exit(2)
}

try {
  await install(measures.includes(name) ? 'whole' : 'lean')
  const node = projectNode()
  process.env.GUANXI_NODE = node
  process.env.PATH = [path.dirname(node), path.resolve('node_modules/.bin'), process.env.PATH].join(path.delimiter)
  process.exitCode = await command(args)
} catch (error) {
  console.error(error.expected ? error.message : error)
  process.exitCode = error.exitCode ?? 1
}
