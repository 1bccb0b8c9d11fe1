import { type ChildProcess, spawn } from 'node:child_process'

let current: ChildProcess | undefined

for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143]] as const) {
  process.on(signal, () => {
    current?.once('close', () => process.exit(code))
    if (!current?.kill(signal)) process.exit(code)
  })
}

export interface Ended {
  code: number
  output: string
}

/** Runs one of the project's programs with the Node that runs us; keeps what it writes. A program that hangs is ended. */
export function runProgram(args: string[], limitMinutes = 30): Promise<Ended> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], timeout: limitMinutes * 60_000, env: { ...process.env, NODE_ENV: 'test' } })
    current = child
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.on('error', (error) => chunks.push(Buffer.from(String(error))))
    child.on('close', (code, signal) => {
      current = undefined
      if (signal) chunks.push(Buffer.from(`\nEnded by ${signal} (the limit is ${limitMinutes} minutes).`))
      resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString().trim() })
    })
  })
}
