// One process at a time changes node_modules and dist.
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

const folder = '.boot-lock'
const pidFile = `${folder}/pid`

function alive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function holderIsGone() {
  try {
    return !alive(Number(readFileSync(pidFile, 'utf8')))
  } catch {
    // the holder made the folder but not yet its file, or was killed between the two
    try {
      return Date.now() - statSync(folder).mtimeMs > 5_000
    } catch {
      return false
    }
  }
}

function take() {
  try {
    mkdirSync(folder)
    writeFileSync(pidFile, String(process.pid))
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    return false
  }
}

const release = () => rmSync(folder, { recursive: true, force: true })

/** Runs work while no other process of this folder does; takes over from a holder that died. */
export async function withLock(what, work) {
  let told = false
  while (!take()) {
    if (holderIsGone()) {
      release()
      continue
    }
    if (!told) console.error(`Waiting for ${what} by another process …`)
    told = true
    await sleep(200)
  }
  // a signal may end the process without unwinding the stack
  process.once('exit', release)
  try {
    return await work()
  } finally {
    process.removeListener('exit', release)
    release()
  }
}
