// Child processes that take signals with them: Ctrl-C and SIGTERM reach the child, and we leave only after it has.
import { spawn } from 'node:child_process'
import { constants } from 'node:os'

/** A failure that is the user's to read: a message without a stack, and the exit code to leave with. */
export class Expected extends Error {
  expected = true
  constructor(message, exitCode = 1) {
    super(message)
    this.exitCode = exitCode
  }
}

const running = new Set()
let stoppedBy

function stop(signal) {
  stoppedBy = signal
  if (running.size === 0) process.exit(128 + constants.signals[signal])
  for (const child of running) child.kill(signal)
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(signal))

// an npm that was killed cannot pass anything on; the server must not outlive it unseen
const parent = process.ppid
if (process.env.npm_lifecycle_event) {
  setInterval(() => {
    if (process.ppid !== parent && !stoppedBy) stop('SIGTERM')
  }, 250).unref()
}

/** Runs a program to its end and resolves to its exit code; rejects when it cannot be started at all. */
export function run(file, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { stdio: 'inherit', ...options })
    running.add(child)
    child.on('error', (error) => {
      running.delete(child)
      reject(error)
    })
    child.on('close', (code, signal) => {
      running.delete(child)
      resolve(code ?? 128 + constants.signals[signal])
    })
  })
}

/** Like run, but silent: the output is shown only when the program fails. */
export async function runQuietly(what, file, args, options = {}) {
  const started = Date.now()
  process.stderr.write(`${what} … `)
  const output = []
  const child = spawn(file, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  running.add(child)
  child.stdout.on('data', (chunk) => output.push(chunk))
  child.stderr.on('data', (chunk) => output.push(chunk))
  const code = await new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (status, signal) => resolve(status ?? 128 + constants.signals[signal]))
  }).finally(() => running.delete(child))
  if (code === 0) return process.stderr.write(`${((Date.now() - started) / 1000).toFixed(1)} s\n`)
  process.stderr.write('failed\n')
  throw new Expected(stoppedBy ? 'Stopped.' : Buffer.concat(output).toString().trimEnd(), code)
}

/** Runs several programs until the first ends; then ends the others. Resolves to the first one's exit code. */
export async function runTogether(file, programs) {
  const ends = programs.map(({ args, ...options }) => run(file, args, options))
  const code = await Promise.race(ends)
  for (const child of running) child.kill('SIGTERM')
  await Promise.allSettled(ends)
  return code
}
