import type { PromotionRowFragment } from '../gql/graphql'

/** What runs may be used up, or has not begun. */
export const shownState = ({ state, exhausted, validFrom }: Pick<PromotionRowFragment, 'state' | 'exhausted' | 'validFrom'>) => (state !== 'Active' ? state : exhausted ? 'UsedUp' : validFrom > new Intl.DateTimeFormat('en-CA').format() ? 'Scheduled' : state)
