import type { AddressInfo } from 'node:net'
import type { Email } from 'postal-mime'
import type { SMTPServer } from 'smtp-server'

export interface Received { id: string; at: Date; to: string; mail: Email }

const most = 200

/** Takes all mail over real SMTP and keeps the latest in memory, for a server that was given nowhere to send it. Reached from this computer alone. */
export class Mailbox {
  readonly mails: Received[] = []
  private count = 0
  private server: SMTPServer | undefined

  /** Begins to listen; answers the address for the sender. */
  async open(): Promise<string> {
    const [{ SMTPServer }, { default: PostalMime }] = await Promise.all([import('smtp-server'), import('postal-mime')])
    const server = this.server = new SMTPServer({
      authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'], logger: false, size: 10_000_000,
      onData: (stream, session, taken) => {
        const chunks: Buffer[] = []
        stream.on('data', (chunk: Buffer) => chunks.push(chunk))
        stream.on('end', () => {
          PostalMime.parse(Buffer.concat(chunks)).then((mail) => {
            this.mails.unshift({ id: String(++this.count), at: new Date(), to: session.envelope.rcptTo.map(({ address }) => address).join(', '), mail })
            this.mails.splice(most)
            taken()
          }, taken)
        })
      },
    })
    return new Promise((resolve, reject) => {
      server.once('error', reject)
      const listening = server.listen(0, '127.0.0.1', () => resolve(`smtp://127.0.0.1:${(listening.address() as AddressInfo).port}`))
    })
  }

  find(id: string): Received | undefined {
    return this.mails.find((received) => received.id === id)
  }

  close(): Promise<void> {
    const { server } = this
    return new Promise((resolve) => { if (server) server.close(resolve); else resolve() })
  }
}
