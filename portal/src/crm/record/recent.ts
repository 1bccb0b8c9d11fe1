/** As much of a record's history as its page shows at first. */
export const RECENT = 20
