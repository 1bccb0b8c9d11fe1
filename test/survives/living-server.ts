import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findRunningPostgres } from '../../server/boot/postgres.ts'
// @ts-expect-error plain JavaScript, which runs before anything is installed
import { serverFlags } from '../../server/boot/runtime.mjs'

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as { port: number }
  await new Promise((resolve) => probe.close(resolve))
  return port
}

/** Where this process' bundle stands. */
export const bundle = path.resolve(`dist/survives-${process.pid}`)

/** Bundles the server as `npm start` does, beside the usual bundle: started from its sources it would take seconds longer each time. */
export function buildBundle(): void {
  execFileSync(process.execPath, ['node_modules/rolldown/bin/cli.mjs', '-c', 'server/boot/rolldown.config.mjs', '-d', bundle], { stdio: 'pipe' })
}
export const removeBundle = (): void => rmSync(bundle, { recursive: true, force: true })

/** A server as people run it: a process of its own with its embedded PostgreSQL, which can be killed. */
export class LivingServer {
  readonly dataFolder = path.join(os.tmpdir(), `guanxi-survives-${randomBytes(6).toString('hex')}`)
  url = ''
  output = ''
  private child: ChildProcess | undefined

  constructor(private readonly settings: Record<string, string> = {}) {}

  /** Starts the program and does not wait. */
  launch(): void {
    const child = spawn(process.execPath, [...serverFlags, path.join(bundle, 'main.js')], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, DATABASE_URL: '', GUANXI_DATA: this.dataFolder, GUANXI_SEED: 'demo', HOST: '127.0.0.1', PORT: new URL(this.url).port, PUBLIC_URL: '', LOG_LEVEL: 'warn', NODE_ENV: 'test', ...this.settings },
    })
    this.child = child
    for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (chunk: Buffer) => { this.output += chunk.toString() })
  }

  async start(): Promise<void> {
    this.url = `http://127.0.0.1:${await freePort()}`
    this.launch()
    await this.healthy()
  }

  /** Resolves when the server answers and so does its database. */
  async healthy(): Promise<void> {
    for (;;) {
      if ((await this.health()) === 200) return
      await sleep(50)
    }
  }

  /** What its health check answers: a status, or null where nobody answers yet. A server that ended by itself is a failure. */
  async health(): Promise<number | null> {
    const { exitCode, signalCode } = this.child!
    if (exitCode != null || (signalCode && signalCode !== 'SIGKILL')) throw new Error(`the server ended (${exitCode ?? signalCode}):\n${this.output.slice(-3_000)}`)
    return fetch(`${this.url}/healthz`).then(({ status }) => status, () => null)
  }

  get pid(): number {
    return this.child!.pid!
  }

  get adminUrl(): string {
    const url = findRunningPostgres(this.dataFolder)
    if (!url) throw new Error(`no PostgreSQL runs on ${this.dataFolder}`)
    return url
  }

  get postmaster(): number {
    return Number(readFileSync(path.join(this.dataFolder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])
  }

  /** As a power cut or an operator's kill -9 would. */
  async kill(): Promise<void> {
    const ended = once(this.child!, 'exit')
    this.child!.kill('SIGKILL')
    await ended
  }

  /** As Ctrl-C does; resolves to the exit code. */
  async stop(): Promise<number | null> {
    const { child } = this
    if (!child || child.exitCode != null || child.signalCode != null) return child?.exitCode ?? null
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    return ((await ended) as [number | null])[0]
  }

  async clear(): Promise<void> {
    await this.stop()
    // what was killed stops by itself a moment later
    while (findRunningPostgres(this.dataFolder)) await sleep(100)
    rmSync(this.dataFolder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}

/** One command of the command line, as `npm run guanxi --` calls it. */
export async function commandLine(words: string[], settings: Record<string, string>): Promise<{ code: number; output: string }> {
  const child = spawn(process.execPath, [path.join(bundle, 'guanxi.js'), ...words], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, DATABASE_URL: '', ...settings } })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { output += chunk.toString() })
  const [code] = (await once(child, 'close')) as [number]
  return { code, output }
}
