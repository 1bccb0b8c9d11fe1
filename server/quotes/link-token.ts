import { timingSafeEqual } from 'node:crypto'
import type { Vault } from '../kit/vault.ts'

const idBytes = 16, markBytes = 24

const markOf = (vault: Vault, id: string): Buffer => vault.hash(`quote link ${id}`).subarray(0, markBytes)

/**
 * What stands in the link: its id, and a mark that only this installation's secret makes. So a letter that is sent again has the same
 * link, and whoever reads the database, or a backup of it, can make none.
 */
export const linkToken = (vault: Vault, id: string): string => Buffer.concat([Buffer.from(id.replaceAll('-', ''), 'hex'), markOf(vault, id)]).toString('base64url')

/** The id in a link that we made; null for everything else, however near it comes. */
export function linkIdIn(vault: Vault, token: string): string | null {
  const read = Buffer.from(token, 'base64url')
  const whole = Buffer.alloc(idBytes + markBytes)
  read.copy(whole)
  const id = whole.subarray(0, idBytes).toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  const right = timingSafeEqual(whole.subarray(idBytes), markOf(vault, id))
  // the same bytes can be written in several ways
  return right && read.length === whole.length && read.toString('base64url') === token ? id : null
}

/** Where a link leads, from the server's own address. */
export const linkPath = (vault: Vault, id: string): string => `/offers/${linkToken(vault, id)}`
