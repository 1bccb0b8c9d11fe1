import { UserError } from '../kit/errors.ts'

const least = 12, most = 200
/** What a password must have beyond the person's own name and address. */
const own = 6

/** Refuses a password that is too short or that whoever knows the person would try. Nothing is said about kinds of characters: length is what counts. */
export function refuseWeak(password: string, { name, email }: { name: string; email: string }, path = 'password'): void {
  const length = [...password].length
  if (length < least) throw new UserError('PASSWORD_SHORT', [path], { min: least })
  if (length > most) throw new UserError('TOO_LONG', [path], { max: most })
  const known = [email, ...email.split(/[@.]/), name, ...name.split(/\s+/)].map((part) => part.toLowerCase()).filter((part) => [...part].length > 1).sort((a, b) => b.length - a.length)
  const rest = known.reduce((left, part) => left.replaceAll(part, ''), password.toLowerCase())
  if ([...rest].length < own) throw new UserError('PASSWORD_GUESSABLE', [path])
}
