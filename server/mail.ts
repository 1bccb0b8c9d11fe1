import type pg from 'pg'
import type { Logger } from 'pino'
import { isLoopback } from './boot/listening.ts'
import type { Settings } from './boot/settings.ts'
import { Mailbox } from './kit/mailbox.ts'
import { mailboxPage } from './kit/mailbox-page.ts'
import { openPost } from './kit/mail-post.ts'
import type { Handlers } from './access/router.ts'
import { Vault } from './kit/vault.ts'
import { dunningMaker } from './payments/account-files.ts'
import { invoiceMaker } from './billing/invoice-pdf.ts'
import { contractMaker } from './contracts/contract-pdf.ts'
import { type Maker, sendDocuments } from './documents/send-documents.ts'
import { sendMail } from './people/send-mail.ts'
import { quoteMaker } from './quotes/enclosure.ts'

/** How the documents of each room go out. */
const makers: Record<string, Maker> = { quote: quoteMaker, contract: contractMaker, invoice: invoiceMaker, dunning: dunningMaker }

export interface Mail {
  /** Sends what is due; answers when to look again. */
  send(): Promise<Date | null>
  handlers: Handlers
  /** What was sent, where no mail server is set. */
  mailbox: Mailbox | undefined
  close(): Promise<void>
}

/**
 * Where mail goes: to the SMTP server that is set. Without one, on a server that is for this computer alone, it goes into a box that
 * is shown at /mailbox; a server for others keeps it in the queue until there is somewhere to send it.
 */
export function openMail({ settings, system, log }: { settings: Settings; system: pg.Pool; log: Logger }): Mail {
  const { smtpUrl, mailFrom, publicUrl, host } = settings
  const mailbox = !smtpUrl && isLoopback(host) && isLoopback(new URL(publicUrl).hostname) ? new Mailbox() : undefined
  const address = smtpUrl ? async () => smtpUrl : mailbox && (() => mailbox.open())
  if (!address) log.warn('SMTP_URL is not set: mail waits until it is')
  const post = address && openPost(address, mailFrom), vault = new Vault(settings.secret)
  return {
    mailbox,
    async send() {
      if (!post) return null
      const next = [await sendMail({ system, post, publicUrl, log }), await sendDocuments({ system, post, publicUrl, log, vault, makers })].filter((at) => at !== null)
      return next.sort((one, other) => one.getTime() - other.getTime())[0] ?? null
    },
    handlers: { '/mailbox': mailboxPage(mailbox), '/mailbox/:id': mailboxPage(mailbox) },
    async close() {
      await post?.close()
      await mailbox?.close()
    },
  }
}
