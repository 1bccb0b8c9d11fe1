/** In the order in which they are shown. */
export const CHANNELS = ['EMAIL', 'PHONE', 'SMS', 'MESSAGING', 'POST', 'FAX'] as const
export const PURPOSES = ['MARKETING', 'NEWSLETTER', 'SURVEY', 'SERVICE'] as const
/** How a decision reaches us by hand; imports write their own. */
export const SOURCES = ['EMAIL', 'PHONE', 'VISIT', 'TRADE_FAIR', 'WEB_FORM', 'PAPER'] as const

export type Reach = { channel: (typeof CHANNELS)[number]; purpose: (typeof PURPOSES)[number] }
