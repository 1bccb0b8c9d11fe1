import type { Transporter } from 'nodemailer'
import type { Letter } from './mail-letter.ts'

/** Sends letters over SMTP. Whoever can't be reached gets no more than this long, in milliseconds. */
export interface Post {
  /** Resolves when the next server has taken the letter. The id lets a reader's mail program know the same letter again. */
  send(to: string, letter: Letter, id: string): Promise<void>
  close(): Promise<void>
}
const patience = 10_000

/** Nothing of it is there before the first letter; `address` is asked for the server's then. */
export function openPost(address: () => Promise<string>, from: string): Post {
  let transport: Promise<Transporter> | undefined
  const open = async () => {
    const [{ createTransport }, url] = await Promise.all([import('nodemailer'), address()])
    return createTransport({ url, connectionTimeout: patience, greetingTimeout: patience, socketTimeout: 2 * patience, disableFileAccess: true, disableUrlAccess: true }, { from })
  }
  const [, domain = 'localhost'] = /@([\w.-]+)/.exec(from) ?? []
  return {
    async send(to, { subject, text, html, files = [] }, id) {
      await (await (transport ??= open())).sendMail({ to: { name: '', address: to }, subject, text, html, attachments: files, messageId: `<${id}@${domain}>`, headers: { 'Auto-Submitted': 'auto-generated' } })
    },
    close: async () => (await transport?.catch(() => undefined))?.close(),
  }
}

/** Whether the receiver's server said that this address will never take the letter: trying again would not help. */
export const isRefused = (error: unknown): boolean => {
  const { responseCode, command } = error as { responseCode?: number; command?: string }
  return command === 'RCPT TO' && responseCode !== undefined && responseCode >= 500
}
