// Writes the day's export again and again, until it is killed.
import { writeExport } from '../../server/backoffice/export.ts'

const [adminUrl, dataFolder] = process.argv.slice(2) as [string, string]
for (;;) {
  const written = await writeExport({ adminUrl, dataFolder, anew: true })
  if (written) console.log('written')
}
