/** Whether it is the number of a bank account: with its first four signs put last and letters counted from ten, it is one more than a multiple of 97. */
export function isIban(text: string): boolean {
  const plain = text.replace(/\s/g, '').toUpperCase()
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(plain)) return false
  return BigInt([...plain.slice(4), ...plain.slice(0, 4)].map((sign) => parseInt(sign, 36)).join('')) % 97n === 1n
}
