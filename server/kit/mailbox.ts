import type { AddressInfo } from 'node:net'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'

export interface Received { id: string; at: Date; to: string; mail: Email }

const most = 200

/** Takes all mail over real SMTP and keeps the latest in memory, for a server that was given nowhere to send it. Reached from this computer alone. */
export class Mailbox {
  readonly mails: Received[] = []
  private count = 0
  private readonly server = new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'], logger: false, size: 1_000_000,
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

  /** Begins to listen; answers the address for the sender. */
  open(): Promise<string> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject)
      const listening = this.server.listen(0, '127.0.0.1', () => resolve(`smtp://127.0.0.1:${(listening.address() as AddressInfo).port}`))
    })
  }

  find(id: string): Received | undefined {
    return this.mails.find((received) => received.id === id)
  }

  close(): Promise<void> {
    return new Promise((resolve) => { this.server.close(resolve) })
  }
}
