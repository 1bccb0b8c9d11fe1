import type { Made } from '../documents/paper.ts'
import type { PrintedLetterhead } from '../documents/read-letterhead.ts'
import { locales, translate } from '../kit/locale.ts'
import { escapeHtml } from '../kit/mail-letter.ts'
import { dayIn, moneyIn } from '../kit/written.ts'
import type { PrintedQuote } from '../quotes/quote-document.ts'
import type { SeenLink } from './link-seen.ts'
import { style } from './offer-style.ts'

/** What was typed, and what is wrong with it, by field. */
export interface Typed { values: Record<string, string>; faults: Record<string, string> }
export interface Offer {
  link: SeenLink; quote: PrintedQuote; /** Of the pages that go with it. */ sha256: string
}
/** Why there is nothing to be seen. */
export type Nothing = 'missing' | 'tooMany' | 'Revoked' | 'Expired' | 'Closed'

const names: Record<string, string> = { en: 'English', 'zh-Hant': '繁體中文', 'zh-Hans': '简体中文' }
type Say = (key: string, values?: Record<string, unknown>) => string
/** Sentences as HTML that does nothing. */
const sayIn = (locale: string): Say => (key, values) => escapeHtml(translate(locale, `offer.${key}`, values))

function page(locale: string, title: string, letterhead: Pick<PrintedLetterhead, 'name' | 'logo'> | null, body: string): string {
  const mark = letterhead ? (letterhead.logo ? `<img src="${escapeHtml(letterhead.logo)}" alt="${escapeHtml(letterhead.name)}">` : escapeHtml(letterhead.name)) : ''
  const languages = letterhead ? `<nav class="languages">${locales.map((one) => (one === locale ? `<b lang="${one}">${names[one]}</b>` : `<a href="?lang=${one}" lang="${one}" hreflang="${one}">${names[one]}</a>`)).join('')}</nav>` : ''
  return `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title><style>${style}</style></head>
<body><main><header class="top"><span>${mark}</span>${languages}</header>${body}</main></body></html>`
}

/** A page that says why there is nothing. */
export function nothingPage(locale: string, why: Nothing, letterhead: PrintedLetterhead | null = null): string {
  const say = sayIn(locale), reach = letterhead && [letterhead.phone, letterhead.email].filter(Boolean).map((one) => escapeHtml(one!)).join(' · ')
  return page(locale, say(`${why}.title`), letterhead, `<section class="card refused"><h1>${say(`${why}.title`)}</h1><p>${say(`${why}.text`)}</p>${reach ? `<p class="muted">${reach}</p>` : ''}</section>`)
}

/** An offer, and the way to answer it or what was answered. */
export function offerPage(locale: string, { link, quote, sha256 }: Offer, typed: Typed = { values: {}, faults: {} }): string {
  const say = sayIn(locale), { letterhead, owner } = quote
  const escaped = (write: (value: string) => string) => (value: string) => escapeHtml(write(value))
  const money = escaped(moneyIn(locale, quote.currency)), plain = escaped(moneyIn(locale, quote.currency, true)), dated = escaped(dayIn(locale))
  const day = (date: string | null) => (date ? dated(date) : '–')
  const fact = (label: string, value: string | null | undefined) => (value ? `<div><dt>${say(label)}</dt><dd>${value}</dd></div>` : ''), buyer = quote.partner ?? quote.account
  const rows = (quote.lines ?? []).map((line) => `<tr><td><b>${escapeHtml(line.name)}</b><span class="muted">${escapeHtml(line.sku)}${line.description ? ` · ${escapeHtml(line.description)}` : ''}${Number(line.promotionDiscount ?? 0) > 0 ? `<br>${say('promotion')} –${money(line.promotionDiscount!)}` : ''}</span>${madeOf(say, line)}</td>
    <td class="n">${line.quantity}<span class="narrow muted">× ${plain(line.unitPrice)}</span></td><td class="n wide">${plain(line.unitPrice)}</td><td class="n">${plain(line.amount)}</td></tr>`).join('')
  const foot = (label: string, amount: string, sum = false) => `<div${sum ? ' class="sum"' : ''}><dt>${label}</dt><dd>${amount}</dd></div>`
  const charged = quote.taxes?.groups.filter(({ sentence }) => !sentence) ?? [], notes = quote.taxes ? [...quote.taxes.groups.flatMap(({ sentence }) => (sentence ? [escapeHtml(sentence)] : [])), say('taxOnDay')] : [say('plusTax')]
  const taxes = notes.map((note) => `<p class="muted">${note}</p>`).join('')
  const pdf = `<a class="button quiet" href="?pdf=1">${say('pdf')}</a>`
  return page(locale, `${say('title')} ${escapeHtml(quote.number)}`, letterhead, `
${link.state === 'Open' ? '' : answered(link, say, locale)}
<section class="card"><h1>${say('title')} ${escapeHtml(quote.number)}</h1><p class="muted">${say('version', { number: quote.version })} · ${day(quote.date)}</p>
<dl class="facts">${fact('for', buyer && escapeHtml(buyer.name))}${fact('validUntil', day(quote.validUntil))}${fact('total', money(quote.total))}${fact('contact', owner && `${escapeHtml(owner.name)}<br><a href="mailto:${escapeHtml(owner.email)}">${escapeHtml(owner.email)}</a>`)}</dl></section>
<section class="card"><table><thead><tr><th>${say('product')}</th><th class="n">${say('quantity')}</th><th class="n wide">${say('unitPrice')}</th><th class="n">${say('amount')}</th></tr></thead><tbody>${rows}</tbody></table>
<dl class="sums">${quote.discountPercent === '0' ? '' : foot(say('subtotal'), money(quote.subtotal)) + foot(say('discount', { percent: quote.discountPercent }), `–${money(quote.discountAmount)}`)}${foot(say('total'), money(quote.total), true)}${charged.map(({ rate, net, tax }) => foot(say('taxOf', { rate, net: money(net) }), money(tax))).join('')}${quote.taxes && Number(quote.taxes.tax) ? foot(say('withTax'), money(quote.taxes.gross)) : ''}</dl>
${taxes}${quote.note ? `<p class="note">${escapeHtml(quote.note)}</p>` : ''}${letterhead.paymentTerms ? `<p class="muted note">${escapeHtml(letterhead.paymentTerms)}</p>` : ''}${letterhead.deliveryTerms ? `<p class="muted note">${escapeHtml(letterhead.deliveryTerms)}</p>` : ''}${pdf}</section>
${link.state === 'Open' ? forms(say, link, sha256, typed) : ''}`)
}

/** What something built consists of, to be opened: its products, and what was chosen. */
function madeOf(say: Say, { parts, choices }: Made): string {
  const products = (parts ?? []).filter(({ sku }) => sku).map(({ quantity, name, sku }) => `<li>${quantity} × ${escapeHtml(name)} <span class="muted">${escapeHtml(sku!)}</span></li>`)
  if (!products.length) return ''
  return `<details class="made"><summary>${say('madeOf')}</summary><ul>${products.join('')}</ul>${choices?.length ? `<p class="muted">${choices.map(escapeHtml).join(' · ')}</p>` : ''}</details>`
}

function answered({ state, signer, answeredAt, orderNumber, purchaseOrder, sha256 }: SeenLink, say: Say, locale: string): string {
  const at = answeredAt ? new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'long', timeZone: 'UTC' }).format(new Date(answeredAt)) : ''
  const yes = state === 'Accepted'
  return `<section class="card ${yes ? 'said' : 'refused'}" role="status"><h2 class="large">${say(yes ? 'accepted.title' : 'declined.title')}</h2><p>${say(yes ? 'accepted.text' : 'declined.text', { name: signer, at })}</p>
${yes ? `<p>${orderNumber ? `<b>${say('order', { number: orderNumber })}</b>` : ''}${purchaseOrder ? ` · ${say('purchaseOrder')}: ${escapeHtml(purchaseOrder)}` : ''}</p>` : ''}${sha256 ? `<p class="muted">${say('hash')}<br><code>${sha256}</code></p>` : ''}</section>`
}

function forms(say: Say, link: SeenLink, sha256: string, typed: Typed): string {
  const no = typed.values.answer === 'no', untouched: Typed = { values: {}, faults: {} }
  return accepting(say, link, sha256, no ? untouched : typed) + declining(say, link, sha256, no ? typed : untouched)
}

/** The fields of one form: what was typed into it, and its faults beside them. */
function fieldsOf(say: Say, link: SeenLink, { values, faults }: Typed) {
  const value = (name: string) => escapeHtml(values[name] ?? ''), fault = (name: string) => (faults[name] ? `<span class="fault" id="fault-${name}">${escapeHtml(faults[name])}</span>` : '')
  const marked = (name: string) => (faults[name] ? ` aria-invalid="true" aria-describedby="fault-${name}"` : '')
  const field = (name: string, { label = name, most = 200, more = '', optional = false } = {}) => `<label>${say(label)}${optional ? ` <small>${say('optional')}</small>` : ''}<input name="${name}" maxlength="${most}" value="${value(name) || (name === 'signer' && !values.answer ? escapeHtml(link.name) : '')}"${more}${marked(name)}>${fault(name)}</label>`
  return { value, fault, marked, field, form: faults.form ? `<p class="fault" role="alert">${escapeHtml(faults.form)}</p>` : '' }
}

const kept = (answer: string, sha256: string) => `<input type="hidden" name="answer" value="${answer}"><input type="hidden" name="sha256" value="${sha256}">`

function accepting(say: Say, link: SeenLink, sha256: string, typed: Typed): string {
  const { field, fault, marked, form } = fieldsOf(say, link, typed)
  return `<section class="card" id="answer"><h2>${say('accept.title')}</h2>${form}<form method="post" action="#answer">${kept('yes', sha256)}
<div class="two">${field('signer', { more: ' autocomplete="name"' })}${field('position', { optional: true, more: ' autocomplete="organization-title"' })}</div>${field('purchaseOrder', { most: 100, optional: true })}
<label class="tick"><input type="checkbox" name="agreed" value="1"${typed.values.agreed ? ' checked' : ''}${marked('agreed')}><span>${say('agree')}${fault('agreed')}</span></label><button>${say('accept.button')}</button></form></section>`
}

function declining(say: Say, link: SeenLink, sha256: string, typed: Typed): string {
  const { field, value, form } = fieldsOf(say, link, typed)
  return `<details id="decline"${typed.values.answer ? ' open' : ''}><summary>${say('decline.title')}</summary><div class="card">${form}<form method="post" action="#decline">${kept('no', sha256)}${field('signer')}<label>${say('reason')} <small>${say('optional')}</small><textarea name="reason" maxlength="2000">${value('reason')}</textarea></label><button class="quiet">${say('decline.button')}</button></form></div></details>
<p class="muted">${say('recorded')}</p>`
}
