export type Purpose = 'invitation' | 'reset'

const pages: Record<string, Purpose> = { invitation: 'invitation', 'reset-password': 'reset' }

/** The app's own address, `/crm` or `/partner`. */
export const home = () => `/${location.pathname.split('/')[1]}`

/** The link of a mail that was followed here; its secret stands behind the #, which no server gets to see. */
export function askedLink(): { purpose: Purpose; token: string } | undefined {
  const purpose = pages[location.pathname.split('/')[2] ?? '']
  return purpose && { purpose, token: location.hash.slice(1) }
}
