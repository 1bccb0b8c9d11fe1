/** Chance from a fixed seed, so that every demo tells the same story (mulberry32 by Tommy Ettinger). */
export class Random {
  constructor(private state: number) {}

  /** 0 ≤ x < 1 */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }

  /** Chance of its own for one story, so that how far that one has come changes nothing in the others. */
  fork(): Random {
    return new Random(Math.floor(this.next() * 2 ** 32))
  }

  /** A whole number, both ends included. */
  int(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1))
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.next() * items.length)]!
  }

  /** Several different items, in the order of the list. */
  some<T>(items: readonly T[], count: number): T[] {
    const left = items.map((_, index) => index)
    const taken = Array.from({ length: Math.min(count, items.length) }, () => left.splice(Math.floor(this.next() * left.length), 1)[0]!)
    return taken.sort((a, b) => a - b).map((index) => items[index]!)
  }

  /** One of the keys, as often as its weight says. */
  weighted<T extends string>(weights: Record<T, number>): T {
    const entries = Object.entries(weights) as [T, number][]
    let left = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0)
    for (const [key, weight] of entries) if ((left -= weight) < 0) return key
    return entries.at(-1)![0]
  }
}
