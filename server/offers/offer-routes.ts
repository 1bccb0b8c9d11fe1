import type { IncomingMessage, ServerResponse } from 'node:http'
import type pg from 'pg'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { Source } from '../access/command.ts'
import { networkOf } from '../access/network.ts'
import type { Handlers } from '../access/router.ts'
import { sendPdf } from '../documents/document-file.ts'
import { letterheadOf } from '../documents/read-letterhead.ts'
import { refusalsIn } from '../kit/errors.ts'
import { readBody } from '../kit/http.ts'
import { localeOf, locales, translate } from '../kit/locale.ts'
import type { Run } from '../kit/read/reader.ts'
import type { Vault } from '../kit/vault.ts'
import { offerFile } from '../quotes/enclosure.ts'
import { linkIdIn } from '../quotes/link-token.ts'
import { printedQuote } from '../quotes/quote-pdf.ts'
import { answerOffer } from './answer-offer.ts'
import { type SeenLink, seenLink } from './link-seen.ts'
import { type Nothing, type Typed, nothingPage, offerPage } from './offer-page.ts'
import { offerRules } from './offer-style.ts'

interface Parts { source: Source; vault: Vault; addressOf(request: IncomingMessage): string }

/** Wrong links from one network in a quarter of an hour, and visits with one link in a minute, after which one has to wait. */
const mostWrong = 30, mostVisits = 60
const largestForm = 20_000
const oneLine = (text: string | null, most: number) => (text ?? '').replace(/[\s\0]+/g, ' ').trim().slice(0, most)

/** What somebody who has a link to an offer sees and says, without signing in. */
export function offerHandlers({ source, vault, addressOf }: Parts): Handlers {
  const system: pg.Pool = source.pool, run: Run = async (sql, values) => (await system.query(sql, values)).rows
  const wrong = new RateLimiterMemory({ points: mostWrong, duration: 15 * 60 }), visits = new RateLimiterMemory({ points: mostVisits, duration: 60 })
  const allowed = (limit: RateLimiterMemory, key: string) => limit.consume(key).then(() => true, (refused: unknown) => { if (refused instanceof RateLimiterRes) return false; throw refused })

  function send(response: ServerResponse, status: number, html: string): void {
    response.setHeader('content-security-policy', offerRules)
    response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex', ...(status === 429 ? { 'retry-after': '60' } : {}) }).end(html)
  }
  /** Refused alike, whatever was wrong with it. */
  async function nothing(response: ServerResponse, status: number, locale: string, why: Nothing, told = false): Promise<void> {
    send(response, status, nothingPage(locale, why, told ? await letterheadOf(run, locale) : null))
  }

  async function show(response: ServerResponse, link: SeenLink, locale: string, typed?: Typed): Promise<void> {
    if (link.state === 'Revoked' || link.state === 'Expired' || link.state === 'Closed') return nothing(response, 410, locale, link.state, true)
    const [quote, file] = await Promise.all([printedQuote(run, link.quoteId, locale, link.versionId), offerFile(system, link)])
    if (!quote || !file) return nothing(response, 410, locale, 'Closed', true)
    send(response, typed ? 422 : 200, offerPage(locale, { link, quote, sha256: file.sha256.toString('hex') }, typed))
  }

  /** What was typed as an answer; with what is wrong with it. */
  async function typedIn(request: IncomingMessage, locale: string): Promise<Typed> {
    const form = new URLSearchParams(await readBody(request, largestForm)), faults: Typed['faults'] = {}
    const values = Object.fromEntries([...['answer', 'sha256', 'agreed'].map((name) => [name, oneLine(form.get(name), 64)]), ...['signer', 'position'].map((name) => [name, oneLine(form.get(name), 200)]),
      ['purchaseOrder', oneLine(form.get('purchaseOrder'), 100)], ['reason', (form.get('reason') ?? '').replaceAll('\0', '').trim().slice(0, 2_000)]]) as Record<string, string>
    const say = (key: string) => translate(locale, `offer.${key}`)
    if (!values.signer) faults.signer = say('fault.signer')
    if (values.answer === 'yes' && !values.agreed) faults.agreed = say('fault.agreed')
    if (values.answer !== 'yes' && values.answer !== 'no') faults.form = say('fault.form')
    return { values, faults }
  }

  async function answer(request: IncomingMessage, response: ServerResponse, link: SeenLink, locale: string): Promise<void> {
    const typed = await typedIn(request, locale), { values, faults } = typed
    if (link.state !== 'Open' || Object.keys(faults).length) return show(response, link, locale, link.state === 'Open' ? typed : undefined)
    const said = { yes: values.answer === 'yes', signer: values.signer!, position: values.position || null, purchaseOrder: values.purchaseOrder || null, reason: values.reason || null, sha256: values.sha256! }
    try {
      await answerOffer(source, link, said, { ip: addressOf(request), agent: String(request.headers['user-agent'] ?? '') })
    } catch (error) {
      const [refusal] = refusalsIn(error), now = await seenLink(run, link.id)
      return show(response, now!, locale, { values, faults: { form: translate(locale, `errors.${refusal!.code}`, refusal!.values) } })
    }
    // shown anew, so that nothing is said twice by loading the page again
    response.writeHead(303, { location: `${request.url?.split('?')[0]}?lang=${locale}`, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' }).end()
  }

  return {
    '/offers/:token': async ({ request, response, params, query }) => {
      const network = networkOf(addressOf(request)), asked = query.get('lang'), own = locales.find((one) => one === asked)
      const spoken = own ?? localeOf(request.headers['accept-language']), id = linkIdIn(vault, params.token ?? '')
      if ((await wrong.get(network).then((counted) => counted?.consumedPoints ?? 0)) >= mostWrong) return nothing(response, 429, spoken, 'tooMany')
      const link = id && await seenLink(run, id)
      if (!link) return await wrong.consume(network).catch(() => {}), nothing(response, 404, spoken, 'missing')
      if (!await allowed(visits, link.id)) return nothing(response, 429, spoken, 'tooMany')
      const locale = own ?? locales.find((one) => one === link.locale) ?? spoken
      if (request.method === 'POST') return answer(request, response, link, locale)
      if (query.has('pdf') && ['Open', 'Accepted', 'Declined'].includes(link.state)) {
        const file = await offerFile(system, link)
        return file ? sendPdf(response, file.bytes, file.name) : nothing(response, 410, locale, 'Closed', true)
      }
      await system.query('update quote_link set opened_at = coalesce(opened_at, now()), last_opened_at = now(), open_count = open_count + 1 where id = $1', [link.id])
      return show(response, link, locale)
    },
  }
}
