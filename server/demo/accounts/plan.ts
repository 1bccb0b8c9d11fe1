/** Who holds how many customers, and where these are. No partner: direct, with the representatives who own them. */
export const holdings: { partner: string | null; owners?: string[]; country: string; area: string; count: number }[] = [
  { partner: 'NST', country: 'US', area: 'US-N', count: 18 }, { partner: 'RVL', country: 'US', area: 'US-N', count: 12 }, { partner: 'SUB', country: 'US', area: 'US-N', count: 8 },
  { partner: 'LSI', country: 'US', area: 'US-N', count: 8 }, { partner: 'GGC', country: 'US', area: 'US-W', count: 16 }, { partner: 'CSC', country: 'US', area: 'US-W', count: 5 },
  { partner: 'RWM', country: 'DE', area: 'DE', count: 18 }, { partner: 'SCT', country: 'DE', area: 'DE', count: 13 }, { partner: 'NLW', country: 'DE', area: 'DE', count: 9 },
  { partner: 'WKS', country: 'DE', area: 'DE', count: 6 }, { partner: 'BSS', country: 'DE', area: 'DE', count: 4 },
  { partner: 'HXM', country: 'TW', area: 'TW', count: 18 }, { partner: 'QLT', country: 'TW', area: 'TW', count: 13 }, { partner: 'HSZ', country: 'TW', area: 'TW', count: 10 },
  { partner: 'NFE', country: 'TW', area: 'TW', count: 12 }, { partner: 'YSH', country: 'TW', area: 'TW', count: 6 },
  { partner: null, owners: ['li', 'chang', 'wang', 'huang'], country: 'TW', area: 'TW', count: 36 },
  { partner: null, owners: ['rep', 'whitfield'], country: 'US', area: 'US-N', count: 5 }, { partner: null, owners: ['vogt', 'brandt'], country: 'DE', area: 'DE', count: 3 },
]
