import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { UserError } from '../kit/errors.ts'
import type { Finding } from './check.ts'
import type { Definition } from './definition.ts'
import type { Selection } from './selection.ts'
import type { State, Wish } from './state.ts'
import type { Question, Told } from './thread.ts'

/** A model that takes longer than this to answer is stopped, so that it keeps nobody else waiting. */
export const longest = 3000
/** A busy machine may take a while to start a thread. */
const startingAtMost = 15_000
/** A thread that nobody asks anything any more gives its memory back. */
const idle = 120_000

// beside the bundle in dist/server, or in the sources
const place = ['thread.js', 'thread.ts'].map((name) => fileURLToPath(new URL(name, import.meta.url))).find((path) => existsSync(path))!

type Asked = Question extends infer One ? (One extends Question ? Omit<One, 'id' | 'definition'> : never) : never
interface Waiting { definition: Definition; question: Asked; done(answer: any): void; failed(error: unknown): void }

/** A thread in which models are solved, one question after the other: what is hard to solve never holds up the server. */
export class Solving {
  private worker: Worker | null = null
  private readonly queue: Waiting[] = []
  private current: Waiting | null = null
  private ids = 0
  private timer: NodeJS.Timeout | undefined

  /** What can be chosen under some answers. `model` is the key of the definition: the same key, the same definition. */
  state(model: string, definition: Definition, answers: Selection, wish: Wish = {}): Promise<State> {
    return this.ask(definition, { model, ask: 'state', answers, wish })
  }

  check(model: string, definition: Definition): Promise<Finding[]> {
    return this.ask(definition, { model, ask: 'check' })
  }

  private ask(definition: Definition, question: Asked): Promise<any> {
    return new Promise((done, failed) => {
      this.queue.push({ definition, question, done, failed })
      if (!this.current) this.next()
    })
  }

  private next(): void {
    clearTimeout(this.timer)
    this.current = this.queue.shift() ?? null
    if (!this.current) { this.timer = setTimeout(() => this.stop(), idle).unref(); this.worker?.unref(); return }
    const loading = !this.worker
    this.worker ??= this.start()
    this.worker.ref()
    this.giveUpAfter(loading ? startingAtMost : longest)
    this.post()
  }

  private giveUpAfter(milliseconds: number): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => { this.stop(); this.settle(({ failed }) => failed(new UserError('TIMEOUT'))) }, milliseconds)
  }

  private post(definition?: Definition): void {
    this.worker!.postMessage({ id: ++this.ids, ...this.current!.question, ...(definition ? { definition } : {}) })
  }

  private start(): Worker {
    const worker = new Worker(place)
    worker.on('message', (told: Told) => {
      if (worker !== this.worker) return
      if ('ready' in told) { if (this.current) this.giveUpAfter(longest); return }
      if (told.id !== this.ids) return
      if ('unknown' in told) { this.post(this.current!.definition); return }
      this.settle(({ done, failed }) => ('answer' in told ? done(told.answer) : failed(new Error(told.failed))))
    })
    // a thread that dies takes only its own question along
    worker.on('error', (error) => { if (worker === this.worker) { this.worker = null; this.settle(({ failed }) => failed(error)) } })
    return worker
  }

  private settle(tell: (waiting: Waiting) => void): void {
    const waiting = this.current
    this.current = null
    if (waiting) tell(waiting)
    this.next()
  }

  private stop(): void {
    void this.worker?.terminate()
    this.worker = null
  }
}

/** Dealers who configure, and product managers who try out what is not ready yet, do not wait for each other. */
export const solving = new Solving(), trying = new Solving()
