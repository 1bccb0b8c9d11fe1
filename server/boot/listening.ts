import { createServer } from 'node:net'
import { SetupError } from './setup-error.ts'

const advice: Record<string, (host: string, port: number) => string> = {
  EADDRINUSE: (host, port) => `Port ${port} on ${host} is taken. Choose another one with PORT (for instance PORT=${port + 1}).`,
  EACCES: (_, port) => `Port ${port} may not be used by this user. Choose one above 1023 with PORT.`,
  EADDRNOTAVAIL: (host) => `This computer has no address ${host}. Set HOST to 127.0.0.1, or to 0.0.0.0 for every network.`,
  ENOTFOUND: (host) => `HOST ${host} is not an address of this computer. Set it to 127.0.0.1, or to 0.0.0.0 for every network.`,
}

/** Fails early, and with advice, when the address cannot be listened on: before minutes go into the database. */
export function checkListening(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => {
      const message = advice[error.code ?? '']?.(host, port)
      reject(message ? new SetupError(message) : error)
    })
    probe.listen(port, host, () => probe.close(() => resolve()))
  })
}

export const isLoopback = (host: string) => host === 'localhost' || host === '::1' || host.startsWith('127.')
