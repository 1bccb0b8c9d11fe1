import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { convert } from '../../server/imports/core/convert.ts'
import { type SourceRow, fingerprint, openSource } from '../../server/imports/core/source.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'guanxi-source-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function read(text: string | Buffer, name = 'file.csv'): Promise<SourceRow[]> {
  writeFileSync(path.join(folder, name), text)
  const rows: SourceRow[] = []
  for await (const row of (await openSource(folder, name.replace(/\.gz$/, ''))).rows) rows.push(row)
  return rows
}
const summary = (rows: SourceRow[]) => rows.map(({ line, cells, fault }) => [line, fault?.code ?? cells.join('|')])

test('reads quoted cells, line breaks in them, Windows line ends, a byte order mark, and a last line without an end', async () => {
  const rows = await read('\uFEFFid,name\r\n1,"a, b"\r\n\r\n2,"two\nlines"\r\n3,"say ""hi"""\r\n4,last')
  expect(summary(rows)).toEqual([[2, '1|a, b'], [4, '2|two\nlines'], [6, '3|say "hi"'], [7, '4|last']])
  expect((await openSource(folder, 'file.csv')).header).toEqual(['id', 'name'])
})

test('finds the file with .gz behind its name', async () => {
  expect(summary(await read(gzipSync('id,name\n1,zipped\n'), 'zipped.csv.gz'))).toEqual([[2, '1|zipped']])
  await expect(openSource(folder, 'nowhere.csv')).rejects.toThrow('nowhere.csv is not there')
})

test('a damaged archive is an error, never a short file', async () => {
  const whole = gzipSync(`id,name\n${Array.from({ length: 5000 }, (_, index) => `${index},${Math.sin(index)}`).join('\n')}\n`)
  await expect(read(whole.subarray(0, whole.length - 500), 'torn.csv.gz')).rejects.toThrow(/unexpected end/)
})

test.each([
  ['a quote that is never closed', '1,"open\n2,fine\n3,"fine, too"\n', [[2, 'BROKEN_QUOTES'], [3, '2|fine'], [4, '3|fine, too']]],
  ['a quote inside of a plain cell', '1,26" wheel\n2,fine\n', [[2, 'BROKEN_QUOTES'], [3, '2|fine']]],
  ['text behind a closing quote', '1,"a"b\n2,fine\n', [[2, 'BROKEN_QUOTES'], [3, '2|fine']]],
  ['two broken rows whose quotes seem to belong together', '1,"open\n2,fine\n3,"open, too\n4,fine\n', [[2, 'BROKEN_QUOTES'], [3, '2|fine'], [4, 'BROKEN_QUOTES'], [5, '4|fine']]],
  ['too few cells and too many', '1\n2,fine\n3,a,b\n', [[2, 'COLUMN_COUNT'], [3, '2|fine'], [4, 'COLUMN_COUNT']]],
  ['a zero byte', '1,a\0b\n2,fine\n', [[2, 'ENCODING'], [3, '2|fine']]],
])('%s costs one row', async (_, text, expected) => {
  // what is read is compared by fault, or by cells
  expect(summary(await read(`id,name\n${text}`))).toEqual(expected)
})

test('bytes that are not UTF-8 cost one row', async () => {
  expect(summary(await read(Buffer.concat([Buffer.from('id,name\n1,caf'), Buffer.from([0xe9]), Buffer.from('\n2,café\n')])))).toEqual([[2, 'ENCODING'], [3, '2|café']])
})

test('a file is known by what it holds', async () => {
  await read('id,name\n1,a\n')
  const before = await fingerprint(folder, 'file.csv')
  await read('id,name\n1,b\n')
  expect(await fingerprint(folder, 'file.csv')).not.toBe(before)
})

test.each([
  ['integer', '007', '7'], ['integer', '1.5', 'NOT_WHOLE'], ['integer', '3000000000', 'OUT_OF_RANGE'], ['integer', 'x', 'NOT_A_NUMBER'], ['integer', '0x10', 'NOT_A_NUMBER'],
  ['decimal', '12345678901234.123456', '12345678901234.123456'], ['decimal', '1,5', 'NOT_A_NUMBER'], ['decimal', 'NaN', 'NOT_A_NUMBER'],
  ['date', '2014-06-30', '2014-06-30'], ['date', '2014-06-30 00:00:00', '2014-06-30'], ['date', '2014-02-30', 'NOT_A_DATE'], ['date', '30.6.2014', 'NOT_A_DATE'],
  ['boolean', '1', 'true'], ['boolean', 'No', 'false'], ['boolean', 'maybe', 'NOT_A_CHOICE'], ['html', 'a &amp; b', 'a & b'], ['text', ' x ', 'x'], ['text', '', null],
] as const)('as %s, %s becomes %s', (as, cell, expected) => {
  const converted = convert(cell, { as, required: false, from: 'x' })
  expect('value' in converted ? converted.value : converted.fault.code).toBe(expected)
})
