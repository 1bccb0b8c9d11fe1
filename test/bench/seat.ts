import type { Openings, ViewerName } from './operation.ts'

/** Where a viewer sits: the login role's address, and the settings that the row policies read, as the product would set them. */
export interface Seat { url: string; settings: Record<string, string>; opening: Openings }
/** One for all askers, or one for each. */
export type Seats = Record<ViewerName, Seat[]>
export const seatOf = (seats: Seats, name: ViewerName, asker: number): Seat => seats[name][asker % seats[name].length]!
