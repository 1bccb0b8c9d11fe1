// What PostgreSQL writes into postmaster.pid about itself.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'

export interface PidFile {
  pid: number
  port: number
  ready: boolean
  stopping: boolean
  /** The whole file: pid and start time in it tell one run from the next. */
  text: string
}

export function readPidFile(data: string): PidFile | undefined {
  const file = path.join(data, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const text = readFileSync(file, 'utf8')
  const lines = text.split('\n')
  return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready', stopping: lines[7]?.trim() === 'stopping', text }
}

/** The live server of this data folder. A process that merely inherited its number after a crash does not count. */
export function liveServer(data: string): PidFile | undefined {
  const found = readPidFile(data)
  if (!found?.pid) return undefined
  try {
    process.kill(found.pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return undefined
  }
  return commandOf(found.pid).includes(data) ? found : undefined
}

/** Removes a file whose process number now belongs to some other program; PostgreSQL itself would take that for a rival and refuse to start. */
export function removeForeignPidFile(data: string): void {
  const found = readPidFile(data)
  if (!found || liveServer(data)) return
  try {
    process.kill(found.pid, 0)
  } catch {
    // no such process: PostgreSQL copes with that itself, and first checks that no old backend is left
    return
  }
  rmSync(path.join(data, 'postmaster.pid'))
}

function commandOf(pid: number): string {
  if (process.platform === 'linux') {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
    } catch {
      return ''
    }
  }
  return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? ''
}
