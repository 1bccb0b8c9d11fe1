// Counts what passed and failed over all suites, and says it in the last line.
export class Tally {
  #passed = 0
  #failed = 0
  #skipped: string[] = []

  add(counts: { passed: number; failed: number; skipped?: string[] }): void {
    this.#passed += counts.passed
    this.#failed += counts.failed
    this.#skipped.push(...(counts.skipped ?? []))
  }

  get succeeded(): boolean {
    return this.#failed === 0 && this.#passed > 0
  }

  summary(): string {
    const skipped = this.#skipped.map((name) => `skipped: ${name}\n`).join('')
    const last = `${this.#passed} passed, ${this.#failed} failed`
    return this.#skipped.length > 0 ? `\n${skipped}\n${last}, ${this.#skipped.length} skipped` : `\n${last}`
  }
}
