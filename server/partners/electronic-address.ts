import { UserError } from '../kit/errors.ts'

/** Where an electronic document is sent to: an address in a scheme of the European list (EAS); EM is an e-mail address. */
export interface ElectronicAddress { scheme: string; address: string }

const schemes = new Set('0002 0007 0009 0037 0060 0088 0096 0097 0106 0130 0135 0142 0151 0177 0183 0184 0188 0190 0191 0192 0193 0195 0196 0198 0199 0200 0201 0202 0204 0208 0209 0210 0211 0212 0213 0215 0216 0218 0221 0230 0235 9901 9910 9913 9914 9915 9918 9919 9920 9922 9923 9924 9925 9926 9927 9928 9929 9930 9931 9932 9933 9934 9935 9936 9937 9938 9939 9940 9941 9942 9943 9944 9945 9946 9947 9948 9949 9950 9951 9952 9953 9957 9959 EM AQ AS AU'.split(' '))

/** Reads `0204:991-12345-67` and `invoices@buyer.example`; null when it is neither. */
export function electronicAddressOf(text: string): ElectronicAddress | null {
  const [, scheme, address] = /^(\d{4}|[A-Z]{2}):(\S+)$/.exec(text) ?? []
  if (scheme) return schemes.has(scheme) ? { scheme, address: address! } : null
  return /^[^\s@:]+@[^\s@]+$/.test(text) ? { scheme: 'EM', address: text } : null
}

/** What somebody entered, as it is kept. */
export function wellFormed(text: string | null): string | null {
  const kept = text?.trim() || null
  if (kept && !electronicAddressOf(kept)) throw new UserError('BAD_USER_INPUT', ['electronicAddress'])
  return kept
}
