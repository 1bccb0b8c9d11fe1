import { UserError } from './errors.ts'

export interface Bounds {
  /** How many are worked on at once. */
  most: number
  /** How many of one asker's are worked on at once; the others stay free for everybody else. */
  mostOfOne?: number
  /** Milliseconds that an asker's requests usually take. Whose take longer has fewer places: as many as keep the same work under way. */
  usual?: number
  /** How many wait for their turn; an asker may take up half of them. */
  waiting: number
  /** Milliseconds that somebody of a sudden crowd waits at most. */
  patience: number
  /** The same once the line has lasted for a second: it won't end by waiting, and a long wait would only be everybody's. */
  patienceInLine?: number
}

/** Milliseconds after which a line is no sudden crowd any more. */
const lasting = 1_000
/** What everybody has, however long their requests take: one that is slow must not keep a person from what is quick. */
const least = 2
/** How much of an asker's pace the latest request makes: after ten of another kind it is that kind's. */
const newest = 0.2
/** Milliseconds of a turn of the event loop in which requests begin; what one of them does until it waits for the database may take longer. */
const slice = 5
/** Askers whose pace is remembered while they ask nothing. */
const mostRemembered = 1_000

interface Waiting { asker: string; start(): void }
/** An asker's requests: in work, waiting, and how many milliseconds they have taken lately. */
interface Asking { working: number; waiting: number; pace: number }

/** More than can be served. Whoever is refused may come again. */
export const overloaded = () => new UserError('OVERLOADED')

/**
 * A door that lets in as many as can be served, has a few wait for a short time, and refuses the others at once: under any
 * load those who are let in are served as quickly as ever, and memory stays as it is.
 */
export class Admission {
  private readonly askers = new Map<string, Asking>()
  private readonly line = new Set<Waiting>()
  private working = 0
  /** Who has a place, and begins in one of the next turns of the event loop. */
  private readonly ready: (() => void)[] = []
  /** Until when requests begin in this turn. */
  private sliceEnd: number | undefined
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
    if (this.hasRoom(asker)) {
      const leave = this.begin(asker)
      await this.turn()
      return leave
    }
    this.refuseHopeless(asker)
    const now = performance.now(), asking = this.askingOf(asker), { patience, patienceInLine = patience } = this.bounds
    if (this.line.size === 0) this.free = now
    return new Promise((resolve, reject) => {
      const leave = () => { clearTimeout(timer); this.line.delete(place); asking.waiting-- }
      const place = { asker, start: () => { leave(); const wayOut = this.begin(asker); void this.turn().then(() => resolve(wayOut)) } }
      const timer = setTimeout(() => { leave(); this.forget(asker); reject(this.refusal()) }, now - this.free > lasting ? patienceInLine : patience)
      this.line.add(place)
      asking.waiting++
    })
  }

  /** Refuses whoever could not even wait, before anything is done for them. */
  refuseHopeless(asker = ''): void {
    if (this.hasRoom(asker)) return
    const { waiting } = this.bounds
    if (this.strained() || this.line.size >= waiting || (this.askers.get(asker)?.waiting ?? 0) >= Math.ceil(waiting / 2)) throw this.refusal()
  }

  /** Does a piece of work when it is its turn. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    const leave = await this.enter()
    return work().finally(leave)
  }

  private askingOf(asker: string): Asking {
    const asking = this.askers.get(asker) ?? { working: 0, waiting: 0, pace: 0 }
    this.askers.set(asker, asking)
    return asking
  }

  /** How many of an asker's requests are worked on at once. */
  private shareOf(pace: number): number {
    const { most, mostOfOne = most, usual = Infinity } = this.bounds
    return pace <= usual ? mostOfOne : Math.min(mostOfOne, Math.max(least, Math.floor((mostOfOne * usual) / pace)))
  }

  private hasRoom(asker: string): boolean {
    const asking = this.askers.get(asker)
    return this.working < this.bounds.most && (!asking || asking.working < this.shareOf(asking.pace))
  }

  /**
   * Resolves when it is time to begin: as many begin in a turn of the event loop as fit into its slice. Requests that are refused without
   * asking the database would otherwise follow upon each other as long as there are any, and nobody's answers would be read meanwhile.
   */
  private turn(): Promise<void> {
    return new Promise((resolve) => {
      this.ready.push(resolve)
      setImmediate(this.beginNext)
    })
  }

  private readonly beginNext = (): void => {
    if (this.sliceEnd === undefined) {
      this.sliceEnd = performance.now() + slice
      // comes first in the next turn
      setImmediate(() => { this.sliceEnd = undefined })
    } else if (performance.now() > this.sliceEnd) return void setImmediate(this.beginNext)
    this.ready.shift()!()
  }

  private begin(asker: string): () => void {
    const asking = this.askingOf(asker), started = performance.now()
    let left = false
    this.working++
    asking.working++
    return () => {
      if (left) return
      left = true
      this.working--
      asking.working--
      asking.pace += (performance.now() - started - asking.pace) * newest
      this.forget(asker)
      this.callNext()
    }
  }

  /** Whoever has least in work, and of those who has waited longest: a crowd of one asker's holds up nobody else. */
  private callNext(): void {
    while (this.working < this.bounds.most) {
      let next: Waiting | undefined, fewest = Infinity
      for (const place of this.line) {
        const { working } = this.askers.get(place.asker)!
        if (working < fewest && this.hasRoom(place.asker)) [next, fewest] = [place, working]
        if (fewest === 0) break
      }
      // the place is taken within this turn: who asks in the next moment does not slip in between
      if (!next) return
      next.start()
    }
  }

  /** Who is slow is remembered for a while, or they would be at their most again after every pause. */
  private forget(asker: string): void {
    const asking = this.askers.get(asker)
    if (!asking || asking.working || asking.waiting) return
    this.askers.delete(asker)
    if (asking.pace <= (this.bounds.usual ?? Infinity)) return
    this.askers.set(asker, asking)
    if (this.askers.size <= mostRemembered) return
    for (const [other, { working, waiting }] of this.askers) if (!working && !waiting) return void this.askers.delete(other)
  }

  private refusal(): UserError {
    this.refused++
    return overloaded()
  }
}
