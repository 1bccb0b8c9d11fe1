import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** A process that serves. */
export interface Served {
  port: number
  /** Bytes that it holds in memory, and milliseconds of processor time that it has used; undefined where the system does not tell. */
  memory(): number | undefined
  used(): number | undefined
  stop(): Promise<void>
}

const read = (file: string): string | undefined => { try { return readFileSync(file, 'utf8') } catch { return undefined } }

function served(child: ChildProcess, port: number): Served {
  return {
    port,
    memory: () => { const found = /^VmRSS:\s+(\d+) kB/m.exec(read(`/proc/${child.pid}/status`) ?? '')?.[1]; return found ? Number(found) * 1024 : undefined },
    // after the name in brackets: user and system time in hundredths of a second
    used: () => { const [user, system] = (read(`/proc/${child.pid}/stat`)?.split(') ')[1] ?? '').split(' ').slice(11, 13).map(Number); return user === undefined || system === undefined ? undefined : (user + system) * 10 },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      if (child.connected) child.disconnect()
      else child.kill('SIGTERM')
      await ended
    },
  }
}

const environment = { ...process.env, NODE_ENV: 'production', GRAPHILE_ENV: 'production', TSX_TSCONFIG_PATH: path.resolve('tsconfig.json') }

/** Starts one of our own servers, which tells its port and ends when we do. */
export async function forkServer(file: string, given: unknown): Promise<Served> {
  const child = fork(path.join(import.meta.dirname, file), { execArgv: ['--import', 'tsx'], env: { ...environment, BENCH: JSON.stringify(given) } })
  const [message] = (await Promise.race([once(child, 'message'), once(child, 'exit').then(() => { throw new Error(`${file} ended while starting`) })])) as [{ port: number }]
  return served(child, message.port)
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as { port: number }
  await new Promise((resolve) => probe.close(resolve))
  return port
}

/** Starts Guanxi as people run it, and waits until it is healthy. Its log is written, and goes nowhere. */
export async function startGuanxi(program: string[], settings: Record<string, string>): Promise<Served> {
  const port = await freePort()
  const child = spawn(process.execPath, program, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], env: { ...environment, HOST: '127.0.0.1', PORT: String(port), GUANXI_SEED: 'none', ...settings } })
  for (;;) {
    if ((await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => null))?.ok) return served(child, port)
    if (child.exitCode !== null) throw new Error('Guanxi ended while starting')
    await sleep(50)
  }
}
