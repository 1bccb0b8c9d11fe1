type Promised = { state: string; promiseDate?: string | null; promisedBefore?: string | null }

/** Whether the day of what has not left yet was put off since it was said. */
export const isLater = ({ state, promiseDate, promisedBefore }: Promised): boolean =>
  ['Confirmed', 'PartiallyShipped'].includes(state) && !!promiseDate && !!promisedBefore && promiseDate > promisedBefore
