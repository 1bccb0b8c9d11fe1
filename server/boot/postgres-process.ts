import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, statfsSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { postgresEnvironment } from './postgres-cluster.ts'
import { readPidFile } from './postgres-pidfile.ts'
import type { Place } from './postgres-place.ts'

/**
 * Stands between us and PostgreSQL: when its input closes – because we ask for a stop, or because we were killed –
 * it asks PostgreSQL for a fast shutdown; when PostgreSQL ends, it ends with the same status.
 */
const guard = `
exec 3<&0
"$@" </dev/null 3<&- & server=$!
{ cat <&3 >/dev/null; kill -INT $server 2>/dev/null; } & watcher=$!
exec 3<&-
wait $server; status=$?
kill $watcher 2>/dev/null
exit $status`

export interface Launch {
  place: Place
  port: number
  logFile: string
  flags: string[]
  /** Called when it has been started and does not take connections yet. */
  meanwhile?: (() => void) | undefined
}

export interface PostgresProcess {
  /** Resolves when PostgreSQL has ended, for whatever reason. */
  ended: Promise<void>
  stop(): Promise<void>
}

/** Starts PostgreSQL and waits until it takes connections. Rejects with what it wrote when it ends before that. */
export async function launch({ place, port, logFile, flags, meanwhile }: Launch): Promise<PostgresProcess> {
  const before = readPidFile(place.data)?.text
  const log = openSync(logFile, 'w', 0o600)
  const command = [...place.prefix, path.join(place.programs, 'postgres'), '-D', place.data, ...configuration(port), ...flags]
  const child = spawn('/bin/sh', ['-c', guard, 'guard', ...command], {
    ...place.user,
    cwd: '/',
    env: postgresEnvironment(),
    stdio: ['pipe', log, log],
    // a group of its own: Ctrl-C in the terminal reaches us first, so that requests end before their database does
    detached: true,
  })
  closeSync(log)
  child.stdin!.on('error', () => {})
  let running = true
  const ended = new Promise<void>((resolve) => {
    child.once('error', () => resolve())
    child.once('exit', () => resolve())
  }).then(() => {
    running = false
    child.stdin!.destroy()
  })

  meanwhile?.()
  const deadline = Date.now() + 120_000
  for (;;) {
    const now = readPidFile(place.data)
    if (now?.ready && now.text !== before) return { ended, stop: () => stop(child, ended, place.data) }
    if (!running) throw new LaunchFailure(readFileSync(logFile, 'utf8'))
    if (Date.now() > deadline) {
      await stop(child, ended, place.data)
      throw new LaunchFailure(`PostgreSQL was not ready after two minutes.\n${readFileSync(logFile, 'utf8')}`)
    }
    await sleep(15)
  }
}

/** PostgreSQL ended while starting; the message is what it wrote. */
export class LaunchFailure extends Error {}

async function stop(child: ChildProcess, ended: Promise<void>, data: string): Promise<void> {
  child.stdin!.end()
  if (await Promise.race([ended.then(() => true), sleep(15_000, false, { ref: false })])) return
  // immediate shutdown: the next start recovers from the log
  const pid = readPidFile(data)?.pid
  if (pid) process.kill(pid, 'SIGQUIT')
  await ended
}

function configuration(port: number): string[] {
  const megabytes = os.totalmem() / 2 ** 20
  const sharedBuffers = Math.round(Math.min(Math.max(megabytes / 8, 64), 1024))
  const settings: Record<string, string | number> = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    password_encryption: 'scram-sha-256',
    max_connections: 200,
    shared_buffers: `${sharedBuffers}MB`,
    effective_cache_size: `${Math.round(megabytes / 2)}MB`,
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    max_wal_size: '2GB',
    random_page_cost: 1.1,
    // compiling costs more than it saves on statements of a few milliseconds
    jit: 'off',
    timezone: 'UTC',
    // starts and crashes; not the statements that fail, which would carry people's data into the log
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_checkpoints: 'off',
    ...(sharedMemoryIsScarce() && { dynamic_shared_memory_type: 'mmap' }),
  }
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

/** Containers get 64 MB of /dev/shm by default, which parallel queries exhaust. */
function sharedMemoryIsScarce(): boolean {
  try {
    const { blocks, bsize } = statfsSync('/dev/shm')
    return blocks * bsize < 256 * 2 ** 20
  } catch {
    return process.platform === 'linux'
  }
}
