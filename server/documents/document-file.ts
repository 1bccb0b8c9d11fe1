import { createHash } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import type pg from 'pg'
import { Admission } from '../kit/admission.ts'
import { newId } from '../kit/ids.ts'
import { allow } from '../kit/security-headers.ts'

/** Setting pages keeps the processor busy: one document at a time, so that everybody else is answered in between. */
const printing = new Admission({ most: 1, waiting: 20, patience: 10_000 })
export const press = <T>(make: () => Promise<T>): Promise<T> => printing.run(make)

/** A printed page as it leaves the house. */
export interface DocumentFile { id: string; name: string; bytes: Buffer; sha256: Buffer }
/** What is printed: a quote's version, a contract's text; in a language. */
export interface Printable { subjectType: string; subjectId: string; locale: string; name: string }

const reading = 'select id, name, bytes, sha256 from document_file where subject_type = $1 and subject_id = $2 and locale = $3'

/**
 * The file of what can't change any more: printed once and kept, so that everybody who is sent it, opens it or answers it has the same
 * bytes. Null when there is nothing to print.
 */
export async function frozen(system: pg.Pool, { subjectType, subjectId, locale, name }: Printable, make: () => Promise<Buffer | null>): Promise<DocumentFile | null> {
  const key = [subjectType, subjectId, locale]
  const { rows: [kept] } = await system.query<DocumentFile>(reading, key)
  if (kept) return kept
  const bytes = await press(make)
  if (!bytes) return null
  // of two who print it at once, one is kept, and both have that
  await system.query('insert into document_file (id, subject_type, subject_id, locale, name, sha256, bytes) values ($4, $1, $2, $3, $5, $6, $7) on conflict do nothing', [...key, newId(), name, createHash('sha256').update(bytes).digest(), bytes])
  return (await system.query<DocumentFile>(reading, key)).rows[0]!
}

export function sendPdf(response: ServerResponse, pdf: Buffer, name: string): void {
  allow(response, 'printed')
  response.writeHead(200, { 'content-type': 'application/pdf', 'content-length': pdf.length, 'cache-control': 'private, no-store', 'content-disposition': `inline; filename="${name.replace(/[^\w-]/g, '')}.pdf"` }).end(pdf)
}
