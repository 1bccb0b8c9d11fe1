/** What was chosen, by option. */
export type Answers = Record<string, string[]>

export const answersOf = (list: readonly { option: string; choices: string[] }[]): Answers => Object.fromEntries(list.map(({ option, choices }) => [option, choices]))
export const listOf = (answers: Answers): { option: string; choices: string[] }[] => Object.entries(answers).map(([option, choices]) => ({ option, choices }))

/** Whether two say the same; an open question is as good as none. */
export const same = (one: Answers, other: Answers): boolean => [...new Set([...Object.keys(one), ...Object.keys(other)])].every((key) => JSON.stringify([...(one[key] ?? [])].sort()) === JSON.stringify([...(other[key] ?? [])].sort()))
