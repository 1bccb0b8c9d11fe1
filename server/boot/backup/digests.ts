import { type Hash, createHash } from 'node:crypto'

/** The SHA-256 of each table's rows while they pass by. */
export class Digests {
  private readonly hashes = new Map<string, Hash>()

  add(table: string, content: Buffer): void {
    const hash = this.hashes.get(table) ?? createHash('sha256')
    hash.update(content)
    this.hashes.set(table, hash)
  }

  /** Of an empty table, too. */
  of(table: string): string {
    return (this.hashes.get(table) ?? createHash('sha256')).copy().digest('hex')
  }
}
