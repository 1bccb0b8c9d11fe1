// Which Node runs the project: its own from the registry where there is one, else the user's if new enough.
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import path from 'node:path'
import { Expected } from './child.mjs'

const oldest = [22, 18]

function pinned() {
  if (process.platform !== 'linux') return undefined
  try {
    const manifest = createRequire(path.resolve('package.json')).resolve(`node-linux-${process.arch}/package.json`)
    const file = path.join(path.dirname(manifest), 'bin/node')
    // it is linked against glibc: on Alpine it is there and cannot run
    return spawnSync(file, ['--version']).status === 0 ? file : undefined
  } catch {
    return undefined
  }
}

/**
 * How Node runs the server. Young objects get a quarter of the room that V8 would take for them, 32 MB instead of 128, which costs
 * no time that could be measured; and they get all of it at once, so that nothing is copied about while the server starts.
 */
export const serverFlags = ['--max-semi-space-size=16', '--min-semi-space-size=16']

/** The absolute path of the Node that runs everything after the installation. */
export function projectNode() {
  const file = pinned()
  if (file) return file
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return process.execPath
  throw new Expected(
    `Node ${oldest.join('.')} or later is needed on ${process.platform}-${process.arch}; this is ${process.version}. ` +
      'On Linux with glibc (x64, arm64) the project brings its own.',
  )
}
