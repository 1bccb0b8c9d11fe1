/** The day that it is where the reader sits, as the API writes days; UTC's is another one for hours. */
export const today = (): string => new Date().toLocaleDateString('sv')
