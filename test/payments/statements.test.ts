import { describe, expect, test } from 'vitest'
import { UserError, UserErrors, refusalsIn } from '../../server/kit/errors.ts'
import { type Candidate, matcher } from '../../server/payments/match.ts'
import { bankTransfer } from '../../server/payments/provider.ts'
import { camt } from './camt.ts'

const read = (text: string, account: string | null = null) => bankTransfer.read({ text, account })
const faults = (text: string, account: string | null = null) => { try { read(text, account) } catch (error) { if (error instanceof UserError || error instanceof UserErrors) return refusalsIn(error).map(({ code, path }) => `${code} ${path.join(' ')}`); throw error } return [] }
const entries = [{ amount: '50.25', name: 'Müller & Söhne', iban: 'FR7630006000011234567890189', text: 'INV-2026-000001' }, { amount: '10.00', side: 'DBIT' as const, text: 'Charges' }]

describe.each(['02', '08'] as const)('camt.053.001.%s', (version) => {
  test('is read whole: amounts with their sign, who, from where, what for', () => {
    const [statement] = read(camt({ version, entries }))
    expect(statement).toMatchObject({ account: 'DE89370400440532013000', statementId: 'S-1', currency: 'USD', opening: '100', closing: '140.25', toDay: '2026-11-20' })
    expect(statement!.lines).toMatchObject([{ amount: '50.25', counterparty: 'Müller & Söhne', iban: 'FR7630006000011234567890189', remittance: 'INV-2026-000001', reference: 'R1', endToEndId: null }, { amount: '-10', remittance: 'Charges' }])
  })
  test('payments that the bank put together are told apart, what is only announced is passed over', () => {
    const [statement] = read(camt({ version, entries: [{ amount: '30.00', parts: [{ amount: '10.00', text: 'one' }, { amount: '20.00', text: 'two' }] }, { amount: '5', status: 'PDNG' }] }))
    expect(statement!.lines.map(({ amount, remittance, reference }) => [amount, remittance, reference])).toEqual([['10', 'one', 'R1/1'], ['20', 'two', 'R1/2']])
  })
})

test('what the bank took its charges from is one entry: of its payments nobody is the one who paid', () => {
  const [statement] = read(camt({ entries: [{ amount: '29.00', name: 'Somebody', parts: [{ amount: '10.00', text: 'one' }, { amount: '20.00', text: 'two' }] }] }))
  expect(statement!.lines).toMatchObject([{ amount: '29', remittance: 'one two', counterparty: null, reference: 'R1' }])
})

test('what is wrong is told with its place', () => {
  expect(faults(camt({ entries, closing: '141.25' }))).toEqual(['STATEMENT_UNBALANCED file Stmt 1 CLBD'])
  expect(faults(camt({ entries: [{ amount: '1' }, { amount: 'NaN' }], closing: '1' }))).toEqual(['BAD_USER_INPUT file Stmt 1 Ntry 2 Amt'])
  // the place is that of the file, not of what was read of it
  expect(faults(camt({ entries: [{ amount: '5', status: 'PDNG' }, { amount: '1', currency: 'EUR' }] }))).toEqual(['CONFLICTING file Stmt 1 Ntry 2 Ccy'])
  expect(faults(camt({ entries: [{ amount: '1', day: '2026-13-40' }] }))).toEqual(['BAD_USER_INPUT file Stmt 1 Ntry 1 BookgDt'])
  expect(faults('<Document></Document>')).toEqual(['BAD_USER_INPUT file Document'])
  expect(faults(camt({ entries }).slice(0, -30))[0]).toMatch(/^BAD_USER_INPUT file/)
  expect(faults('<html><body/></html>')).toEqual(['BAD_USER_INPUT file Document'])
})

test('nothing is expanded', () => {
  expect(faults(camt({ entries, head: '<!DOCTYPE a [<!ENTITY b "bbbb">]>' }))).toEqual(['BAD_USER_INPUT file DOCTYPE'])
  expect(faults(camt({ entries, head: '<!DOCTYPE a SYSTEM "file:///etc/passwd">' }))).toEqual(['BAD_USER_INPUT file DOCTYPE'])
})

test('a table is read as banks write them, each fault with its line', () => {
  const [statement] = read('Date;Amount;Currency;Name;Verwendungszweck\n20.11.2026;1.234,50;EUR;Müller;INV-1\n21.11.2026;-3,00;EUR;Bank;Charges\n', 'DE 1')
  expect(statement!.lines.map(({ day, amount, remittance }) => [day, amount, remittance])).toEqual([['2026-11-20', '1234.5', 'INV-1'], ['2026-11-21', '-3', 'Charges']])
  expect(read('Date;Amount;Currency\n20.11.2026;1;EUR\n20.11.2026;1;EUR', 'DE1')[0]!.lines.map(({ reference }) => reference).filter((one, index, all) => all.indexOf(one) === index).length).toBe(2)
  expect(faults('date,amount,currency\n2026-11-20,x,EUR\nyesterday,1,EUR\n2026-02-30,1,EUR', 'DE1')).toEqual(['BAD_USER_INPUT file 2 amount', 'BAD_USER_INPUT file 3 date', 'BAD_USER_INPUT file 4 date'])
  expect(faults('date,amount,currency\n2026-11-20,1,EUR\n\n2026-11-21,1,USD', 'DE1')).toEqual(['CONFLICTING file 4 currency'])
  expect(faults('day,what\n1,2', 'DE1')).toEqual(['REQUIRED file amount', 'REQUIRED file currency'])
  expect(faults('date,amount,currency\n2026-11-20,1,EUR')).toEqual(['REQUIRED account'])
})

const open = (number: string, amount: string, buyer = 'A', name = 'Northstar'): Candidate => ({ id: number, number, buyer, name, currency: 'USD', open: amount, due: '2026-01-01' })
const line = (amount: string, more = {}) => ({ amount, currency: 'USD', counterparty: null, remittance: null, structured: null, endToEndId: null, payers: [], ...more })
test('what a payment seems to pay, and how sure that is', () => {
  const invoices = [open('INV-2026-000001', '100'), open('INV-2026-000002', '70'), open('INV-2026-000012', '30'), open('INV-2026-000009', '0'), open('INV-2026-000013', '100', 'B', 'Rival')], match = matcher(invoices)
  const found = (...asked: Parameters<typeof line>) => { const own = match(line(...asked)); return own && [own.buyer, own.invoices.map(({ number }) => number.slice(-2)).join(), own.by, own.confidence] }
  expect(found('100', { remittance: 'inv 2026 000001' })).toEqual(['A', '01', 'NUMBER', 97])
  expect(found('100', { structured: 'RF18INV2026000001' })).toEqual(['A', '01', 'REFERENCE', 99])
  // a date or an amount behind it
  expect(['INV-2026-000001 22.11.2026', 'INV2026 000001 100.00'].map((remittance) => found('100', { remittance })?.[2])).toEqual(['NUMBER', 'NUMBER'])
  expect(found('40', { remittance: 'INV-2026-000001' })).toEqual(['A', '01', 'NUMBER', 85])
  // one digit more is another number
  expect(found('5', { remittance: 'INV-2026-0000019' })).toBeNull()
  expect(found('170', { remittance: 'INV-2026-000001, INV-2026-000002' })).toEqual(['A', '01,02', 'NUMBER', 97])
  expect(found('200', { remittance: 'INV-2026-000001 INV-2026-000013' })).toBeNull()
  expect(found('100', { payers: ['B'] })).toEqual(['B', '13', 'IBAN', 80])
  expect(found('130', { payers: ['A'] })).toEqual(['A', '01,12', 'SUM', 75])
  expect(found('3', { payers: ['A'] })).toEqual(['A', '', 'IBAN', 40])
  expect(found('100', { counterparty: 'RIVAL' })).toEqual(['B', '13', 'AMOUNT', 75])
  // what is named goes before whose account it is; that breaks ties alone
  expect(found('100', { remittance: 'INV-2026-000001', payers: ['B'] })).toEqual(['A', '01', 'NUMBER', 97])
  expect(found('100', { remittance: 'INV-2026-000001 INV-2026-000013', payers: ['B'] })).toEqual(['B', '13', 'PAYER', 70])
  expect(found('100', { remittance: 'INV-2026-000001 INV-2026-000013', payers: ['A', 'B'] })).toBeNull()
  // settled already: nothing else is proposed in its stead
  expect(found('100', { remittance: 'INV-2026-000009', payers: ['B'] })).toEqual(['A', '', 'PAID', 60])
  // a bank's account, from which several have paid
  expect([found('70', { payers: ['A', 'B'] }), found('100', { payers: ['A', 'B'] }), found('3', { payers: ['A', 'B'] })]).toEqual([['A', '02', 'IBAN', 70], null, null])
  // two owe as much
  expect([found('100'), found('70'), found('-70')]).toEqual([null, ['A', '02', 'AMOUNT', 50], null])
})

test('of thousands of invoices, a payment is looked up, and compared with few', () => {
  let read = 0
  const invoices = Array.from({ length: 5_000 }, (_, index) => ({ ...open(`INV-2026-${String(index + 1).padStart(6, '0')}`, `${index + 1}`, `B${index % 400}`), get open() { read++; return `${index + 1}` } })), match = matcher(invoices)
  read = 0
  expect(match(line('4711', { remittance: 'INV-2026-004711' }))).toMatchObject({ buyer: 'B310', confidence: 97 })
  expect(match(line('4711', { payers: ['B310'] }))).toMatchObject({ by: 'IBAN', confidence: 80 })
  expect([match(line('17'))?.by, match(line('90001'))]).toEqual(['AMOUNT', null])
  expect(read).toBeLessThan(100)
})
