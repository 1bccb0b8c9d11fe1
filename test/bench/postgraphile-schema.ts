/** What PostGraphile's users write themselves, in a schema of the bench's own: computed columns, and functions for what changes rows. */
export const schemaName = 'bench'
