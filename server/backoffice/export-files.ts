import { createReadStream } from 'node:fs'
import { readFile, readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Asked, Handlers } from '../access/router.ts'
import { notFound } from '../kit/errors.ts'
import { bearerOf, refuse, sendJson } from '../kit/http.ts'
import { type Manifest, exportsIn, isDay, manifestName, writeExport } from './export.ts'
import { exportTables } from './export-tables.ts'

/** The snapshots that are there, the latest first, their files, and one of now. */
export function exportHandlers({ adminUrl, dataFolder }: { adminUrl: string; dataFolder: string }): Handlers {
  const root = exportsIn(dataFolder), manifestOf = async (day: string) => JSON.parse(await readFile(path.join(root, day, manifestName), 'utf8')) as Manifest
  return {
    async '/crm/files/exports.json'({ response }: Asked) {
      const days = (await readdir(root).catch(() => [])).filter(isDay).sort().reverse()
      sendJson(response, 200, (await Promise.all(days.map((day) => manifestOf(day).catch(() => null)))).filter((one) => one !== null))
    },
    async '/crm/files/exports'({ request, response, context }: Asked) {
      if (!bearerOf(request) && !request.headers['x-csrf']) return refuse(response, context.locale, 'CSRF')
      await context.close()
      const written = await writeExport({ adminUrl, dataFolder, anew: true })
      // somebody else is writing it: there will be one in a moment
      sendJson(response, written ? 200 : 202, written)
    },
    async '/crm/files/exports/:date/:file'({ params, response, context }: Asked) {
      const { date, file } = params as { date: string; file: string }
      // names of the list alone: none of them leads elsewhere
      if (!isDay(date) || !(file === manifestName || exportTables.some(({ name }) => `${name}.csv` === file))) throw notFound('file')
      const found = path.join(root, date, file), size = await stat(found).then((one) => one.size, () => { throw notFound('file') })
      await context.close()
      response.writeHead(200, { 'content-type': file === manifestName ? 'application/json' : 'text/csv; charset=utf-8', 'content-length': size, 'cache-control': 'private, no-store', 'content-disposition': `attachment; filename="${date}-${file}"` })
      await pipeline(createReadStream(found), response)
    },
  }
}
