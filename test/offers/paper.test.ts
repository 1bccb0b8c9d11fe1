import { expect, test } from 'vitest'
import { renderContract } from '../../server/contracts/contract-document.ts'
import { faultsIn, fill, mergeFields } from '../../server/contracts/merge.ts'
import { type PrintedQuote, renderQuote } from '../../server/quotes/quote-document.ts'
import { pdfText } from '../leak/pdf.ts'

const letterhead = {
  name: 'Guanxi Machine Tools', address: 'Jingke Road 88', bank: 'Bank of Taiwan', paymentTerms: 'Against letter of credit.', deliveryTerms: 'FCA Taichung.', closing: 'Yours.', country: 'TW', taxId: '24567890',
  phone: '+886 4 2350 0000', email: 'sales@guanxi.example', website: null, logo: null,
}
/** An offer of so many lines, the prices such that every sum of a beginning differs. */
function offer(count: number): PrintedQuote {
  const lines = Array.from({ length: count }, (_, index) => ({ position: index + 1, sku: `GX-${index + 1}`, name: index % 3 ? `Tool holder ${index + 1}` : '車刀座高精度', description: index % 4 ? null : 'Delivered adjusted and measured. '.repeat(index % 7), quantity: 2, unitPrice: `${100 + index}.25`, amount: `${2 * (100 + index)}.50` }))
  const total = lines.reduce((sum, { amount }) => sum + Number(amount), 0).toFixed(2)
  return { number: 'Q-NST-0042', version: 2, currency: 'USD', date: '2026-11-22', validUntil: '2026-12-22', note: null, letterhead, subtotal: total, discountPercent: '0', discountAmount: '0', total, paymentDays: 45, partner: { name: 'Northstar', city: 'Chicago', country: 'US' }, account: null, contact: null, owner: null, lines }
}
const amounts = (text: string, label: string) => [...new Set([...text.matchAll(new RegExp(`${label} USD\\s([\\d,.]+)`, 'g'))].map(([, amount]) => Number(amount!.replaceAll(',', ''))))].sort((a, b) => a - b)

test.each([1, 12, 40, 75])('what is carried forward is what is brought forward, and the sum of the lines before it: %s lines', async (count) => {
  const quote = offer(count), text = pdfText(await renderQuote(quote, 'en')), pages = Number(/Page 1 of (\d+)/.exec(text)![1])
  const carried = amounts(text, 'Carried forward'), sums = quote.lines!.map((_, index) => quote.lines!.slice(0, index + 1).reduce((sum, { amount }) => sum + Number(amount), 0))
  expect(amounts(text, 'Brought forward')).toEqual(carried)
  expect(carried.filter((amount) => !sums.slice(0, -1).includes(amount))).toEqual([])
  // the last page may hold the totals alone
  expect([pages - 1, pages - 2]).toContain(carried.length)
  expect(text).toContain(`USD ${new Intl.NumberFormat('en', { minimumFractionDigits: 2 }).format(Number(quote.total))}`)
}, 60_000)

test('totals never stand on a page without a line', async () => {
  for (const count of [12, 13, 14]) {
    const text = pdfText(await renderQuote({ ...offer(count), discountPercent: '5', discountAmount: '1', lines: offer(count).lines!.map((line) => ({ ...line, description: null })) }, 'en'))
    expect(text.split(/Page \d+ of \d+/).find((page) => page.includes('plus tax')), `${count} lines`).toMatch(/GX-\d/)
  }
}, 60_000)

test('no line of Chinese begins with what closes, and a word wider than its column is parted', async () => {
  const said = '請一次交貨；吊車僅週二可用，其他日子（含週三）需「另行」安排。'.repeat(12), lines = pdfText(await renderContract({ letterhead, number: 'C-1', title: '合約', body: said, buyer: 'Northstar', draft: true, signed: [] }, 'zh-Hant')).split('\n')
  expect(lines.filter((line) => line.includes('週二')).length).toBeGreaterThan(3)
  expect(lines.filter((line) => /^[，。；、）」]|[（「]$/.test(line))).toEqual([])
  const [line] = offer(1).lines!, word = 'Electrohydraulicallyactuatedtoolholderassembly40taper'
  expect(pdfText(await renderQuote({ ...offer(1), lines: [{ ...line!, name: word }] }, 'en'))).not.toContain(word)
}, 60_000)

test('says who we are, what is due when and until when it holds, in the language that is asked for', async () => {
  const english = pdfText(await renderQuote(offer(2), 'en')), chinese = pdfText(await renderQuote(offer(2), 'zh-Hans'))
  for (const words of ['Guanxi Machine Tools', 'Jingke Road 88', 'Tax ID 24567890', 'Bank of Taiwan', 'Payable within 45 days', 'Against letter of credit', 'FCA Taichung', 'December 22, 2026', 'Date, name, signature', 'plus tax']) expect(english, words).toContain(words)
  for (const words of ['报价单', '车刀座高精度'.replace('车', '車'), '自发票日期起 45 天内付款', '税号 24567890', '第 1 页，共 1 页']) expect(chinese, words).toContain(words)
}, 60_000)

test('says what a configured machine consists of, and what was chosen for it', async () => {
  const quote = offer(1), [line] = quote.lines!, text = pdfText(await renderQuote({ ...quote, lines: [{ ...line!, parts: [{ quantity: 2, name: 'Stylus', sku: 'ST-4' }, { quantity: 1, name: 'Voltage: 480 V', sku: null }], choices: ['Voltage: 480 V', 'Language: English'] }] }, 'en')).replace(/\s+/g, ' ')
  expect(text).toContain('2 × Stylus (ST-4)')
  expect(text).toContain('Voltage: 480 V · Language: English')
  expect(text).not.toContain('1 × Voltage')
}, 60_000)

test('says the tax that comes on top, or why none does', async () => {
  const quote = offer(2), group = { category: 'S' as const, rate: '19', net: quote.total, tax: '76.29', sentence: null }
  const taxed = pdfText(await renderQuote({ ...quote, taxes: { net: quote.total, tax: '76.29', gross: '477.79', groups: [group] } }, 'en'))
  for (const words of ['Tax 19% on', '76.29', 'With tax', '477.79', 'what holds is the']) expect(taxed, words).toContain(words)
  expect(taxed).not.toContain('plus tax')
  const exported = pdfText(await renderQuote({ ...quote, taxes: { net: quote.total, tax: '0', gross: quote.total, groups: [{ ...group, category: 'G', rate: '0', tax: '0', sentence: 'Export delivery, free of tax.' }] } }, 'en'))
  expect(exported).toContain('Export delivery, free of tax.')
  expect(exported).not.toContain('With tax')
}, 60_000)

test('a contract prints its headings, lists and who has signed', async () => {
  const text = pdfText(await renderContract({ letterhead, number: 'C-1', title: 'Agreement', body: '# Subject\n\nA **bold** word.\n\n- first\n- second', buyer: 'Northstar', draft: false, signed: [{ side: 'OURS', name: 'Chen', position: 'CEO', on: '2026-01-02' }] }, 'en'))
  for (const words of ['Subject', 'bold', 'first', 'Chen, CEO']) expect(text, words).toContain(words)
})

test('fields are filled in, and one that there is not is told with its place', () => {
  expect(fill('{{account.name}} and {{ contract.number }}, {{owner.phone}}', { 'account.name': 'Ada', 'contract.number': 'C-1' })).toBe('Ada and C-1, ………')
  expect(faultsIn(mergeFields.map((name) => `{{${name}}}`).join('\n'))).toEqual([])
  expect(faultsIn('Dear {{account.name}}\n\nwith {{account.nmae}} and {{}}')).toEqual([{ name: 'account.nmae', line: 3, column: 6 }, { name: '', line: 3, column: 27 }])
})
