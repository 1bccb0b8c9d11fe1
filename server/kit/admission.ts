import { UserError } from './errors.ts'

export interface Bounds {
  /** How many are worked on at once. */
  most: number
  /** How many of one asker's are worked on at once; the others stay free for everybody else. */
  mostOfOne?: number
  /** How many wait for their turn; an asker may take up half of them. */
  waiting: number
  /** Milliseconds that somebody of a sudden crowd waits at most. */
  patience: number
  /** The same once the line has lasted for a second: it won't end by waiting, and a long wait would only be everybody's. */
  patienceInLine?: number
}

/** Milliseconds after which a line is no sudden crowd any more. */
const lasting = 1_000

interface Waiting { asker: string; start(): void }

/** More than can be served. Whoever is refused may come again. */
export const overloaded = () => new UserError('OVERLOADED')

/**
 * A door that lets in as many as can be served, has a few wait for a short time, and refuses the others at once: under any
 * load those who are let in are served as quickly as ever, and memory stays as it is.
 */
export class Admission {
  private readonly inWork = new Map<string, number>()
  private readonly line = new Set<Waiting>()
  private working = 0
  /** When somebody last found no line. */
  private free = 0
  /** How many were refused since the start. */
  refused = 0

  constructor(private readonly bounds: Bounds, private readonly strained: () => boolean = () => false) {}

  get counts() {
    return { working: this.working, waiting: this.line.size, refused: this.refused }
  }

  /** Resolves to the way out once it is the asker's turn; rejects as `overloaded` when that won't be soon. */
  async enter(asker = ''): Promise<() => void> {
    if (this.hasRoom(asker)) return this.begin(asker)
    this.refuseHopeless(asker)
    const now = performance.now(), { patience, patienceInLine = patience } = this.bounds
    if (this.line.size === 0) this.free = now
    await new Promise<void>((resolve, reject) => {
      const leave = () => { clearTimeout(timer); this.line.delete(place) }
      const place = { asker, start: () => { leave(); resolve() } }
      const timer = setTimeout(() => { leave(); reject(this.refusal()) }, now - this.free > lasting ? patienceInLine : patience)
      this.line.add(place)
    })
    return this.wayOut(asker)
  }

  /** Refuses whoever could not even wait, before anything is done for them. */
  refuseHopeless(asker = ''): void {
    if (this.hasRoom(asker)) return
    const { waiting } = this.bounds
    const ofThem = () => [...this.line].filter((one) => one.asker === asker).length
    if (this.strained() || this.line.size >= waiting || ofThem() >= Math.ceil(waiting / 2)) throw this.refusal()
  }

  /** Does a piece of work when it is its turn. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    const leave = await this.enter()
    return work().finally(leave)
  }

  private hasRoom(asker: string): boolean {
    const { most, mostOfOne = most } = this.bounds
    return this.working < most && (this.inWork.get(asker) ?? 0) < mostOfOne
  }

  private begin(asker: string): () => void {
    this.working++
    this.inWork.set(asker, (this.inWork.get(asker) ?? 0) + 1)
    return this.wayOut(asker)
  }

  private wayOut(asker: string): () => void {
    let left = false
    return () => {
      if (left) return
      left = true
      this.working--
      const others = this.inWork.get(asker)! - 1
      if (others) this.inWork.set(asker, others)
      else this.inWork.delete(asker)
      this.callNext()
    }
  }

  /** Whoever has waited longest and whose own share is not used up. */
  private callNext(): void {
    for (const next of this.line) {
      if (this.working >= this.bounds.most) return
      if (!this.hasRoom(next.asker)) continue
      // the place is taken now: who asks in the next moment must not slip in between
      this.begin(next.asker)
      next.start()
    }
  }

  private refusal(): UserError {
    this.refused++
    return overloaded()
  }
}
