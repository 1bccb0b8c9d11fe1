import { type Row, type Tables, idOf, partnerId } from './cast.ts'

const at = '2026-01-06T08:00:00Z'
const staffId = (name: string) => idOf(`${name}@guanxi.example`)

/** A letterhead; offers that were sent with links, one of which was answered; contracts of dealers and of who buys directly. */
export function offers(): Tables {
  const sent = ['quote Presented', 'quote Accepted', 'quote rival Presented', 'quote sub-dealer Presented', 'quote direct Presented', 'quote direct of another team Presented']
  const link = (quote: string): Row => ({
    id: idOf(`link ${quote}`), quote_id: idOf(quote), version_id: idOf(`${quote} 1`), name: 'Ada Buyer', email: 'ada@buyer.example', locale: 'en', expires_at: '2099-12-31', created_by_id: staffId('rep'), created_at: at, opened_at: at, last_opened_at: at, open_count: 2,
    ...(quote === 'quote Accepted' ? { answer: 'Accepted', answered_at: at, signer: 'Ada B. Buyer', position: 'Purchasing', ip: '203.0.113.7', agent: 'browser', sha256: '\\x00' } : {}),
  })
  const letter = (subject_type: string, subject: string, part: string): Row => ({
    id: idOf(`letter ${subject}`), subject_type, subject_id: idOf(subject), part_id: idOf(part), to_name: 'Ada Buyer', to_address: 'ada@buyer.example', locale: 'en', subject: 'Our offer', body: 'Attached.', state: 'sent', attempts: 1, created_by_id: staffId('rep'), created_at: at, next_attempt_at: at, sent_at: at,
  })
  const contracts = [['NST', 'Active'], ['NST', 'Sent'], ['NST', 'Draft'], ['RVL', 'Active'], ['SUB', 'Active'], [null, 'Active']] as const
  const contract = (code: string | null, state: string): Row => ({
    id: idOf(`contract ${code} ${state}`), number: `C-${code} ${state}`, title: 'Maintenance', kind: 'MAINTENANCE', state, locale: 'en', body: 'For {{buyer.name}}.', partner_id: code && partnerId(code), account_id: code ? null : idOf('account direct stranger'),
    owner_id: staffId(code === 'NST' ? 'rep' : 'stranger'), start_on: '2026-01-01', end_on: '2099-12-31', renewal: 'ASK', notice_days: 30, value: 1200, currency: 'USD', sent_at: state === 'Draft' ? null : at, created_by_id: staffId('rep'), created_at: at, updated_at: at, revision: 1,
  })
  const rows = contracts.map(([code, state]) => contract(code, state)), texts = rows.filter(({ sent_at }) => sent_at)
  return {
    letterhead: [{ id: idOf('letterhead'), country: 'TW', tax_id: '24567890', phone: '1', email: 'sales@guanxi.example', website: 'guanxi.example', updated_at: at, revision: 1 }],
    letterhead_text: [{ id: idOf('letterhead en'), letterhead_id: idOf('letterhead'), locale: 'en', name: 'Guanxi', address: 'Road 1', bank: 'Bank', payment_terms: 'Soon', delivery_terms: 'FCA', closing: 'Yours' }],
    quote_link: sent.map(link), document_mail: [...sent.map((quote) => letter('quote', quote, `${quote} 1`)), ...texts.map(({ number, id }) => ({ ...letter('contract', 'x', `text ${id}`), id: idOf(`letter ${number}`), subject_id: id }))],
    document_file: [...sent.map((quote) => ({ id: idOf(`file ${quote}`), subject_type: 'quote', subject_id: idOf(`${quote} 1`), locale: 'en', name: 'offer', sha256: '\\x00', bytes: '\\x00', created_at: at })),
      ...texts.map(({ id }) => ({ id: idOf(`file ${id}`), subject_type: 'contract', subject_id: idOf(`text ${id}`), locale: 'en', name: 'contract', sha256: '\\x00', bytes: '\\x00', created_at: at }))],
    contract_template: [{ id: idOf('contract template'), name: 'Maintenance', kind: 'MAINTENANCE', locale: 'en', body: 'For {{buyer.name}}.', active: true, created_at: at, updated_at: at, revision: 1 }],
    contract: rows,
    contract_text: texts.map(({ id }) => ({ id: idOf(`text ${id}`), contract_id: id, number: 1, body: 'For somebody.', sha256: '\\x00', created_by_id: staffId('rep'), created_at: at })),
    contract_signature: texts.filter(({ state }) => state === 'Active').map(({ id }) => ({ id: idOf(`signature ${id}`), contract_id: id, text_id: idOf(`text ${id}`), side: 'OURS', name: 'Chen', position: 'CEO', signed_on: '2026-01-02', recorded_by_id: staffId('rep'), recorded_at: at })),
  }
}
