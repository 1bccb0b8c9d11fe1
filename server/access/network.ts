import type { IncomingMessage } from 'node:http'
import ipaddr from 'ipaddr.js'

type Address = ipaddr.IPv4 | ipaddr.IPv6
export type Proxies = [Address, number][]

const parsed = (text: string): Address | null => (ipaddr.isValid(text.trim()) ? ipaddr.process(text.trim()) : null)
const among = (address: Address, proxies: Proxies): boolean => proxies.some(([network, bits]) => network.kind() === address.kind() && address.match(network as any, bits))

/** Networks as people write them: `10.0.0.0/8` or `192.0.2.7`. */
export const networksOf = (list: string[]): Proxies => list
  .map((part) => (part.includes('/') ? ipaddr.parseCIDR(part) : [ipaddr.process(part), ipaddr.process(part).kind() === 'ipv4' ? 32 : 128]))

/** Where a request comes from. What X-Forwarded-For says counts as far as trusted proxies have said it: anybody else may write anything there. */
export function addressOf(request: IncomingMessage, trusted: Proxies): string {
  const said = String(request.headers['x-forwarded-for'] ?? '').split(',').map((part) => part.trim()).filter(Boolean)
  let address = parsed(request.socket.remoteAddress ?? '')
  while (address && said.length && among(address, trusted)) {
    const before = parsed(said.pop()!)
    if (!before) break
    address = before
  }
  return address?.toString() ?? ''
}

/** The network that is one household or office: an IPv6 connection has 2⁶⁴ addresses of its own. */
export function networkOf(address: string): string {
  const found = parsed(address)
  return found?.kind() === 'ipv6' ? `${(found as ipaddr.IPv6).parts.slice(0, 4).map((part) => part.toString(16)).join(':')}::/64` : address
}
