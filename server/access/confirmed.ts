import { UserError } from '../kit/errors.ts'

const plain = (text: string): string => text.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase()

/** What can't be undone is confirmed by typing the name of what it is done to. Throws BAD_USER_INPUT at `confirmation`. */
export function confirmed(typed: string, name: string): void {
  if (plain(typed) !== plain(name)) throw new UserError('BAD_USER_INPUT', ['confirmation'])
}
