/** Says how far a step is, at most once a second and at its end: rows and rows per second. */
export class ProgressLine {
  private readonly started = performance.now()
  private told = this.started

  constructor(private readonly name: string, private readonly log: (line: string) => void) {}

  at(rows: number): void {
    if (performance.now() - this.told < 1000) return
    this.told = performance.now()
    this.log(`  ${this.name.padEnd(30)} ${this.describe(rows)} …`)
  }

  end(rows: number): void {
    this.log(`  ${this.name.padEnd(30)} ${this.describe(rows)}`)
  }

  private describe(rows: number): string {
    const seconds = (performance.now() - this.started) / 1000
    return `${rows.toLocaleString('en').padStart(9)} rows, ${Math.round(rows / Math.max(seconds, 0.001)).toLocaleString('en').padStart(9)} per second`
  }
}
