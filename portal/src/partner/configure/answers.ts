/** What was chosen, by option. */
export type Answers = Record<string, string[]>

export const answersOf = (list: readonly { option: string; choices: string[] }[]): Answers => Object.fromEntries(list.map(({ option, choices }) => [option, choices]))
export const listOf = (answers: Answers): { option: string; choices: string[] }[] => Object.entries(answers).map(([option, choices]) => ({ option, choices }))
