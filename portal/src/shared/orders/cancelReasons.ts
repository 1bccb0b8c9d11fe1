/** Why an order is called off, as the list has it. */
export const CANCEL_REASONS = ['NOT_NEEDED', 'DUPLICATE', 'TOO_LATE', 'PRICE', 'CREDIT', 'UNAVAILABLE', 'OTHER'] as const
export type CancelReason = (typeof CANCEL_REASONS)[number]
