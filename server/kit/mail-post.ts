import { createTransport } from 'nodemailer'
import type { Letter } from './mail-letter.ts'

/** Sends letters over SMTP. Whoever can't be reached gets no more than this long, in milliseconds. */
export interface Post {
  /** Resolves when the next server has taken the letter. The id lets a reader's mail program know the same letter again. */
  send(to: string, letter: Letter, id: string): Promise<void>
  close(): void
}
const patience = 10_000

export function openPost(url: string, from: string): Post {
  const transport = createTransport({ url, connectionTimeout: patience, greetingTimeout: patience, socketTimeout: 2 * patience, disableFileAccess: true, disableUrlAccess: true }, { from })
  const [, domain = 'localhost'] = /@([\w.-]+)/.exec(from) ?? []
  return {
    async send(to, { subject, text, html }, id) {
      await transport.sendMail({ to: { name: '', address: to }, subject, text, html, messageId: `<${id}@${domain}>`, headers: { 'Auto-Submitted': 'auto-generated' } })
    },
    close: () => transport.close(),
  }
}

/** Whether the receiver's server said that this address will never take the letter: trying again would not help. */
export const isRefused = (error: unknown): boolean => {
  const { responseCode, command } = error as { responseCode?: number; command?: string }
  return command === 'RCPT TO' && responseCode !== undefined && responseCode >= 500
}
