import { getNamedType } from 'graphql'
import { Random } from '../../server/demo/kit/random.ts'
import type { Asker } from './asker.ts'
import { Coverage } from './coverage.ts'
import type { Answer } from './door.ts'
import { type Leak, alike, inspect, summing } from './inspect.ts'
import { type Question, foreign, probing, reaching, sorting } from './systematic.ts'
import { Values } from './values.ts'
import { Writer, fieldsOf } from './writer.ts'
import type { World } from './world.ts'

const atOnce = 4
/** What each server does by its own clock: its jobs, and how far the trail is sealed. */
const clockwork = /\b(jobs|auditSeal)\b/
const steady = (answer: Answer): Answer => ({ ...answer, body: Buffer.from(answer.body.toString().replace(/"sealed":(true|false)/g, '')) })
/** Where two texts part, with a little of what is around. */
const difference = (a: string, b: string): string => {
  const at = [...a].findIndex((sign, index) => sign !== b[index])
  return `…${a.slice(Math.max(0, at - 60), at + 40)}… and …${b.slice(Math.max(0, at - 20), at + 40)}…`
}

/** Everything that one run found out. */
export class Run {
  readonly coverage = new Coverage()
  readonly leaks: Leak[] = []
  readonly paths = new Set<string>()
  /** Mails that were read. */
  letters = 0
  /** Cursors that were handed out, to whomever. */
  readonly cursors: string[] = []
  private readonly known = new Set<string>()

  constructor(readonly world: World, readonly seed: number) {}

  writer(asker: Asker, salt = 0): Writer {
    const chance = new Random(this.seed + salt + 7919 * this.world.askers.indexOf(asker))
    return new Writer(this.world.schemas[asker.app], new Values(this.world, asker, chance))
  }

  /** The same thing is told once, however many questions bring it up. */
  tell(found: Leak[]): void {
    for (const leak of found) {
      const key = [leak.kind, leak.asker.app, leak.asker.roles.join(), leak.kind === 'hidden value' ? leak.places.map(({ table, column }) => `${table}.${column}`) : leak.what.replace(/cnry\w+|[0-9a-f-]{36}|\d+/g, '…')].join(' ')
      if (this.known.has(key)) continue
      this.known.add(key)
      this.leaks.push(leak)
    }
  }

  async ask(asker: Asker, question: Question, more?: Record<string, string>): Promise<Answer> {
    const [{ wire }] = this.world.sides
    const answer = await wire.ask(asker, question, more)
    this.tell(inspect(this.world, this.coverage, asker, question, answer))
    if (this.cursors.length < 3000) for (const [, cursor] of answer.body.toString().matchAll(/"(?:start|end)Cursor":"([^"]+)"/g)) this.cursors.push(cursor!)
    if (question.like) {
      const { values, own, ...other } = question.like
      const beside = await wire.ask(asker, other, more)
      // how often somebody may try is counted, and not by what they try
      if (![answer, beside].some(({ body }) => body.includes('RATE_LIMITED')) && !alike(answer, own, beside, values)) this.tell([{ kind: 'not yours differs from not there', asker, ask: question, what: `${own.join(', ')} instead of ${values.join(', ')}`, places: own.flatMap((value) => this.world.canaries.get(value) ?? []) }])
    }
    return answer
  }

  /** Asks both servers, which must say the same: they differ only in what is hidden from the asker. */
  async compare(asker: Asker, question: Question): Promise<void> {
    if (question.like) return void await this.ask(asker, question)
    const [answer, other] = await Promise.all([this.ask(asker, question), this.world.sides[1].wire.ask(asker, question)])
    if (clockwork.test(question.text) || summing.test(question.text) || alike(steady(answer), [], steady(other), [])) return
    this.tell([{ kind: 'hidden difference', asker, ask: { text: question.text, variables: question.variables }, what: difference(answer.body.toString(), other.body.toString()), places: [] }])
  }

  /** Asks all of them, a few at a time. */
  async all(asker: Asker, questions: Iterable<Question>, ask = (question: Question): Promise<unknown> => this.ask(asker, question)): Promise<void> {
    const iterator = questions[Symbol.iterator]()
    await Promise.all(Array.from({ length: atOnce }, async () => {
      for (let next = iterator.next(); !next.done; next = iterator.next()) { this.paths.add(next.value.text.replace(/"[^"]*"|\d+/g, '')); await ask(next.value) }
    }))
  }
}

/** All that can be asked of the schema by plan, as one asker. */
export function* systematic(run: Run, asker: Asker, { steps = 1, most = 1 } = {}): Generator<Question> {
  const writer = run.writer(asker), roots = fieldsOf(getNamedType(writer.schema.getQueryType()!))
  yield* reaching(writer, roots, steps)
  yield* foreign(writer, roots)
  yield* probing(writer, roots, most)
  yield* sorting(writer, roots)
}

/** One of every role, a rival of each, somebody of a sub-dealer, those who come with a key, and nobody: who is asked in depth. */
export function representatives({ askers }: World): Asker[] {
  const found = new Set<Asker>()
  for (const role of new Set(askers.flatMap(({ roles }) => roles))) { const one = askers.find((asker) => asker.roles[0] === role); if (one) found.add(one) }
  for (const name of ['representative stranger', 'channel_manager channel2', 'seller seller@rival', 'buyer buyer@rival', 'partner_administrator owner@substar', 'everything of the owner', 'NST seller']) {
    const one = askers.find((asker) => asker.name.startsWith(name))
    if (one) found.add(one)
  }
  return [...found, ...askers.filter(({ viewer }) => !viewer)]
}
