import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { settingsTable } from '../../server/boot/settings.ts'

test.skipIf(!existsSync('README.md'))('the README lists every environment variable as the code means it', () => {
  const readme = readFileSync('README.md', 'utf8')
  for (const { name, fallback, meaning } of settingsTable) expect(readme).toContain(`| \`${name}\` | ${fallback} | ${meaning} |`)
})
