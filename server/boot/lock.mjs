// One process at a time changes node_modules and dist, or makes and starts a database.
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** What this process itself holds: a pid of ours in another folder is that of one before us, as in a container that was started again. */
const held = new Set()
const pidOf = (folder) => Number(readFileSync(`${folder}/pid`, 'utf8'))

function alive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function holderIsGone(folder) {
  try {
    const pid = pidOf(folder)
    return pid === process.pid ? !held.has(folder) : !alive(pid)
  } catch {
    // the holder made the folder but not yet its file, or was killed between the two
    try {
      return Date.now() - statSync(folder).mtimeMs > 5_000
    } catch {
      return false
    }
  }
}

/** Clears what its holder left behind. Of two who find it, one has it: what was taken meanwhile goes back to who took it. */
function clear(folder) {
  const aside = `${folder}.${process.pid}`
  try {
    renameSync(folder, aside)
    if (holderIsGone(aside)) rmSync(aside, { recursive: true, force: true })
    else renameSync(aside, folder)
  } catch {
    // somebody else was faster
  }
}

function take(folder) {
  try {
    mkdirSync(folder)
    held.add(folder)
    writeFileSync(`${folder}/pid`, String(process.pid))
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    return false
  }
}

/** Runs work while nobody else does who names the same folder; takes over from a holder that died. `wait` is told how long it has waited, and may throw. */
export async function withLock(what, work, folder = '.boot-lock', wait = () => {}) {
  const since = Date.now(), release = () => { rmSync(folder, { recursive: true, force: true }); held.delete(folder) }
  let told = false
  while (!take(folder)) {
    if (holderIsGone(folder)) {
      clear(folder)
      continue
    }
    if (!told) console.error(`Waiting for ${what} by another process …`)
    told = true
    wait(Date.now() - since)
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
