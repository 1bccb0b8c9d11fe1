// The command line: npm run guanxi -- <command>
import 'reflect-metadata'
import { commands } from './boot/commands.ts'
import { SetupError } from './boot/setup-error.ts'

const words = process.argv.slice(2)
const command = commands.find(({ name }) => name.split(' ').every((word, index) => words[index] === word))

function help(): void {
  const rows = [...commands, { usage: 'help', summary: 'prints this list' }]
  const width = Math.max(...rows.map(({ usage }) => usage.length))
  console.log(`Usage: npm run guanxi -- <command>\n\n${rows.map(({ usage, summary }) => `  ${usage.padEnd(width)}  ${summary}`).join('\n')}`)
}

function explain(error: unknown): unknown {
  const isUsage = (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS')
  return error instanceof SetupError || isUsage ? (error as Error).message : error
}

if (command) {
  await command.run(words.slice(command.name.split(' ').length)).catch((error: unknown) => {
    console.error(explain(error))
    process.exitCode = 1
  })
} else {
  help()
  const asked = words.length === 0 || ['help', '--help', '-h'].includes(words[0]!)
  if (!asked) console.error(`\nThere is no command "${words.join(' ')}".`)
  process.exitCode = asked ? 0 : 2
}
