import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import helmet from 'helmet'

/** Answers are data, and files may hold what somebody uploaded: nothing in them runs, loads or is framed. */
const inert = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox"
/** A printed page: without the sandbox, in which browsers show no PDF. */
const printed = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
/** The apps' pages run what was built with them, and talk to this server alone. Mantine sets styles at run time. */
const page = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; manifest-src 'self'; object-src 'none'; frame-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
const contentPolicies = { inert, printed, page }

const unused = ['accelerometer', 'camera', 'display-capture', 'geolocation', 'gyroscope', 'hid', 'magnetometer', 'microphone', 'midi', 'payment', 'serial', 'usb', 'xr-spatial-tracking']

/** What a page or a file may do instead of nothing; set by its route. */
export const allow = (response: ServerResponse, policy: keyof typeof contentPolicies): void => void response.setHeader('content-security-policy', contentPolicies[policy])

/** The headers of every answer, the strictest first: a route that may do more says so. `secure`: it is served over https. */
export function securityHeaders(secure: boolean): (response: ServerResponse) => void {
  const request = new IncomingMessage(new Socket()), first = new ServerResponse(request)
  helmet({ contentSecurityPolicy: false, strictTransportSecurity: secure ? { maxAge: 63_072_000, includeSubDomains: false } : false })(request, first, () => {})
  allow(first, 'inert')
  first.setHeader('permissions-policy', unused.map((feature) => `${feature}=()`).join(', '))
  // who asks decides what is answered
  first.setHeader('cache-control', 'private, no-store')
  // the same for every answer: worked out once
  const headers = Object.entries(first.getHeaders()) as [string, string][]
  return (response) => { for (const [name, value] of headers) response.setHeader(name, value) }
}
