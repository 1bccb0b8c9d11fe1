import { lookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'

/** Which addresses webhooks may reach: those of the internet; this computer's, too, where the server is for it alone; or those of an intranet. */
export type Reach = 'internet' | 'computer' | 'intranet'

const beyond: Record<Reach, readonly string[]> = {
  internet: ['unicast'],
  computer: ['unicast', 'loopback'],
  // link-local addresses stay out of reach: clouds answer with credentials there
  intranet: ['unicast', 'loopback', 'private', 'uniqueLocal', 'carrierGradeNat'],
}

/** Whether a webhook may reach an address. An IPv4 address that is dressed up as IPv6 is what it is underneath. */
export function mayReach(address: string, reach: Reach): boolean {
  if (!ipaddr.isValid(address)) return false
  return beyond[reach].includes(ipaddr.process(address).range())
}

const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '')
const isHere = (host: string): boolean => host === 'localhost' || (ipaddr.isValid(host) && ipaddr.process(host).range() === 'loopback')

/**
 * Whether something may be sent to a URL, as far as its text tells: encrypted unless it stays on this computer or in the operator's
 * network, without a password in it, and not to an address that is out of reach. What its name stands for is looked at when connecting.
 */
export function isSendable(text: string, reach: Reach): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text), host = hostOf(url)
  if (url.username || url.password || url.hash) return false
  if (ipaddr.isValid(host) ? !mayReach(host, reach) : reach === 'internet' && /^localhost\.?$/i.test(host)) return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && (reach === 'intranet' || (reach === 'computer' && isHere(host))))
}

export class AddressRefused extends Error {
  readonly code = 'ADDRESS_REFUSED'
}

/** Looks a name up for a connection, which is then made to what was found and checked here, whatever the name means a moment later. */
export const guardedLookup = (reach: Reach): LookupFunction => (hostname, options, answer) =>
  lookup(hostname, { ...options, all: true }, (error, found) => {
    if (error) return answer(error, '', 0)
    // one that is out of reach among others is no mistake of somebody's
    if (!found.length || !found.every(({ address }) => mayReach(address, reach))) return answer(new AddressRefused(), '', 0)
    if (options.all) return answer(null, found as any)
    answer(null, found[0]!.address, found[0]!.family)
  })
