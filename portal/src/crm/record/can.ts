/** Whether the server permits a verb on this record. No client works out rights for itself. */
export const can = (record: { actions?: string[] } | null | undefined, verb: string) => !!record?.actions?.includes(verb)
