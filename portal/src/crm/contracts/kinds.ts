export const KINDS = ['FRAMEWORK', 'MAINTENANCE', 'DISTRIBUTION', 'CONFIDENTIALITY', 'OTHER'] as const
export const RENEWALS = ['NONE', 'AUTOMATIC', 'ASK'] as const
