export interface Entry { amount: string; currency?: string; side?: 'CRDT' | 'DBIT'; reference?: string; name?: string; iban?: string; text?: string; structured?: string; day?: string; status?: string; parts?: { amount: string; text: string }[] }
export interface Asked { version?: '02' | '08'; id?: string; iban?: string; currency?: string; opening?: string; closing?: string; entries: Entry[]; head?: string }

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
const balance = (code: string, amount: string, currency: string) => `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="${currency}">${amount.replace('-', '')}</Amt><CdtDbtInd>${amount.startsWith('-') ? 'DBIT' : 'CRDT'}</CdtDbtInd><Dt><Dt>2026-11-20</Dt></Dt></Bal>`

/** A statement as banks write it, in the second or the eighth version. */
export function camt({ version = '08', id = 'S-1', iban = 'DE89370400440532013000', currency = 'USD', opening = '100.00', entries, closing, head = '' }: Asked): string {
  const eighth = version === '08', reached = entries.filter(({ status }) => status !== 'PDNG').reduce((sum, one) => sum + Math.round(Number(one.amount) * 100) * (one.side === 'DBIT' ? -1 : 1), Math.round(Number(opening) * 100)) / 100
  const party = (name: string) => (eighth ? `<Pty><Nm>${escaped(name)}</Nm></Pty>` : `<Nm>${escaped(name)}</Nm>`)
  const detail = (one: Entry, amount: string | null, text: string | undefined) => `<TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>${amount ? (eighth ? `<Amt Ccy="${currency}">${amount}</Amt><CdtDbtInd>${one.side ?? 'CRDT'}</CdtDbtInd>` : `<AmtDtls><TxAmt><Amt Ccy="${currency}">${amount}</Amt></TxAmt></AmtDtls>`) : ''}
    <RltdPties>${one.name ? `<Dbtr>${party(one.name)}</Dbtr>` : ''}${one.iban ? `<DbtrAcct><Id><IBAN>${one.iban}</IBAN></Id></DbtrAcct>` : ''}</RltdPties>
    <RmtInf>${text ? `<Ustrd>${escaped(text)}</Ustrd>` : ''}${one.structured ? `<Strd><CdtrRefInf><Ref>${one.structured}</Ref></CdtrRefInf></Strd>` : ''}</RmtInf></TxDtls>`
  const entry = (one: Entry, index: number) => `<Ntry><Amt Ccy="${one.currency ?? currency}">${one.amount}</Amt><CdtDbtInd>${one.side ?? 'CRDT'}</CdtDbtInd><Sts>${eighth ? `<Cd>${one.status ?? 'BOOK'}</Cd>` : one.status ?? 'BOOK'}</Sts>
    <BookgDt><Dt>${one.day ?? '2026-11-20'}</Dt></BookgDt><ValDt><Dt>2026-11-20</Dt></ValDt><AcctSvcrRef>${one.reference ?? `R${index + 1}`}</AcctSvcrRef>
    <NtryDtls>${one.parts ? one.parts.map((part) => detail(one, part.amount, part.text)).join('') : detail(one, null, one.text)}</NtryDtls></Ntry>`
  return `<?xml version="1.0" encoding="UTF-8"?>${head}
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.${version}"><BkToCstmrStmt><GrpHdr><MsgId>M</MsgId></GrpHdr><Stmt><Id>${id}</Id><Acct><Id><IBAN>${iban}</IBAN></Id><Ccy>${currency}</Ccy></Acct>
${balance('OPBD', opening, currency)}${balance('CLBD', closing ?? reached.toFixed(2), currency)}${entries.map(entry).join('\n')}</Stmt></BkToCstmrStmt></Document>`
}
