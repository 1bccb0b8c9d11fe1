import { SetupError } from './setup-error.ts'

const known: [RegExp, (match: RegExpExecArray, data: string) => string][] = [
  [/No space left on device/, (_, data) => `The disk that holds ${data} is full. Free some space, or put the data elsewhere with GUANXI_DATA.`],
  [/lock file "postmaster.pid" already exists/, (_, data) => `Another PostgreSQL is using ${data}. Stop it first, or use another folder with GUANXI_DATA.`],
  [/effective user ID (\d+)/, (match) => `No user of this system has the number ${match[1]}, which PostgreSQL needs. Run as a user with a name, or set DATABASE_URL.`],
  [/loading shared libraries: ([^:\s]+)/, (match) => `PostgreSQL needs the shared library ${match[1]}, which this system lacks. Install it, or set DATABASE_URL.`],
  [/could not (?:map anonymous|create) shared memory|Cannot allocate memory/, () => 'There is not enough free memory for PostgreSQL. It needs about 300 MB.'],
  [/Permission denied|Read-only file system/, (_, data) => `PostgreSQL may not write to ${data}. Make it writable, or name another folder with GUANXI_DATA.`],
]

/** PostgreSQL's own words, turned into what to do; the words themselves follow. */
export function explainFailure(what: string, output: string, data: string): SetupError {
  const tail = output.trim().split('\n').slice(-8).join('\n')
  for (const [pattern, advice] of known) {
    const match = pattern.exec(output)
    if (match) return new SetupError(`${advice(match, data)}\n${tail}`)
  }
  return new SetupError(`${what}:\n${tail || '(PostgreSQL said nothing)'}`)
}

export const portWasTaken = (output: string) => /could not bind|could not create any TCP\/IP sockets/.test(output)
/** Backends of a killed server end by themselves within moments. */
export const oldBackendsLinger = (output: string) => /pre-existing shared memory block/.test(output)
