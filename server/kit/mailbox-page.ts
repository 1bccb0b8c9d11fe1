import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Email } from 'postal-mime'
import { localeOf, translate } from './locale.ts'
import { escapeHtml } from './mail-letter.ts'
import type { Mailbox, Received } from './mailbox.ts'
import { isFromHere, sendJson } from './http.ts'

const style = `
  :root { color-scheme: light dark; --canvas: #fff; --rail: #f4f6f8; --line: #dfe4ea; --ink: #1b2430; --muted: #5b6672; --accent: #0d7568 }
  @media (prefers-color-scheme: dark) { :root { --canvas: #11151a; --rail: #0c0f13; --line: #232a33; --ink: #e6eaf0; --muted: #929ba9; --accent: #4fc4b2 } }
  * { box-sizing: border-box } body { margin: 0; background: var(--rail); color: var(--ink); font: 14px/1.5 system-ui, sans-serif }
  main { max-width: 880px; margin: 0 auto; padding: 32px 16px 64px } h1 { margin: 0 0 4px; font-size: 22px } h2 { margin: 24px 0 8px; font-size: 15px }
  p { margin: 0 0 20px; color: var(--muted) } a { color: var(--accent) } .meta { color: var(--muted); font-size: 12.5px }
  ul { margin: 0; padding: 0; list-style: none; background: var(--canvas); border: 1px solid var(--line); border-radius: 12px; overflow: hidden } li + li { border-top: 1px solid var(--line) }
  li a { display: flex; flex-wrap: wrap; gap: 2px 16px; justify-content: space-between; padding: 12px 16px; color: inherit; text-decoration: none } li a:hover, li a:focus-visible { background: var(--rail) }
  iframe { width: 100%; height: 480px; background: #fff; border: 1px solid var(--line); border-radius: 12px } pre { margin: 0; padding: 16px; white-space: pre-wrap; overflow-wrap: anywhere; background: var(--canvas); border: 1px solid var(--line); border-radius: 12px }`
const rules = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

/** What was sent, for whoever tries the product out on their own computer. Nothing in a mail runs. */
export const mailboxPage = (mailbox: Mailbox | undefined) => ({ request, response, params }: { request: IncomingMessage; response: ServerResponse; params: Record<string, string> }): void => {
  if (!mailbox || !isFromHere(request)) return sendJson(response, 404, { error: 'NOT_FOUND' })
  const locale = localeOf(request.headers['accept-language'])
  const say = (key: string) => escapeHtml(translate(locale, `mailbox.${key}`))
  const when = (at: Date) => escapeHtml(new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' }).format(at))
  const row = ({ id, at, to, mail }: Received) => `<li><a href="/mailbox/${id}"><b>${escapeHtml(mail.subject ?? '')}</b><span class="meta">${escapeHtml(to)} · ${when(at)}</span></a></li>`

  const list = () => `<h1>${say('title')}</h1><p>${say('hint')}</p>${mailbox.mails.length ? `<ul>${mailbox.mails.map(row).join('')}</ul>` : `<p>${say('empty')}</p>`}`
  const one = ({ at, to, mail }: Received) => `<p><a href="/mailbox">← ${say('title')}</a></p><h1>${escapeHtml(mail.subject ?? '')}</h1>
    <p class="meta">${escapeHtml(mail.from?.name || mail.from?.address || '')} → ${escapeHtml(to)} · ${when(at)}</p>
    <iframe title="HTML" sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="${escapeHtml(`<base target="_blank">${mail.html ?? ''}`)}"></iframe>
    ${(mail.attachments ?? []).map(attached).join('')}
    <h2>${say('text')}</h2><pre>${linked(mail.text ?? '')}</pre>`

  const asked = params.id === undefined ? undefined : mailbox.find(params.id)
  const missing = params.id !== undefined && !asked
  const body = missing ? `<h1>${say('missing')}</h1><p><a href="/mailbox">← ${say('title')}</a></p>` : asked ? one(asked) : list()
  response.setHeader('content-security-policy', rules)
  response.writeHead(missing ? 404 : 200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
    .end(`<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${say('title')}</title><style>${style}</style></head><body><main>${body}</main></body></html>`)
}

/** What came with a mail, to be saved: browsers open no page of this kind, so nothing in it runs. */
const attached = ({ filename, mimeType, content }: Email['attachments'][number]): string =>
  `<p><a download="${escapeHtml(filename ?? 'file')}" href="data:${escapeHtml(mimeType)};base64,${Buffer.from(content as ArrayBuffer).toString('base64')}">${escapeHtml(filename ?? 'file')}</a></p>`

/** A text whose web addresses can be followed. */
const linked = (text: string): string => escapeHtml(text).replace(/https?:\/\/[^\s&<>"]+/g, (url) => `<a href="${url}">${url}</a>`)
