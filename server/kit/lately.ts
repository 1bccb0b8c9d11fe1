/** Keeps what was used lately, up to a size: of as many entries, or of what `sizeOf` makes of each. */
export class Lately<Value> {
  private readonly kept = new Map<string, Value>()
  private size = 0

  constructor(private readonly most: number, private readonly sizeOf: (key: string, value: Value) => number = () => 1) {}

  get(key: string): Value | undefined {
    const value = this.kept.get(key)
    if (value === undefined) return undefined
    this.kept.delete(key)
    this.kept.set(key, value)
    return value
  }

  /** Keeps an entry, which takes the place of the one before and of those that were not used for longest. */
  add(key: string, value: Value): Value {
    this.drop(key)
    this.kept.set(key, value)
    this.size += this.sizeOf(key, value)
    for (const oldest of this.kept.keys()) {
      if (this.size <= this.most) break
      this.drop(oldest)
    }
    return value
  }

  drop(key: string): void {
    const value = this.kept.get(key)
    if (value !== undefined) this.size -= this.sizeOf(key, value)
    this.kept.delete(key)
  }
}
