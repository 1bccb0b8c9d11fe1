import type { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { UserError } from '../kit/errors.ts'

const least = 12, most = 200
/** What a password must have beyond the person's own name, address and company. */
const own = 6
/** Of zxcvbn's 0 to 4: what takes fewer than a hundred million guesses is refused. */
const leastScore = 3
/** Longer ones are judged by their beginning, which is work enough. */
const judged = 64

let estimator: Promise<ZxcvbnFactory> | undefined
// its dictionaries are large: read when the first password is chosen
const scoreOf = async (password: string): Promise<number> => (await (estimator ??= makeEstimator())).check(password.slice(0, judged)).score

async function makeEstimator(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory }, { adjacencyGraphs, dictionary }] = await Promise.all([import('@zxcvbn-ts/core'), import('@zxcvbn-ts/language-common')])
  return new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs })
}

/** Refuses a password that is too short, that whoever knows the person would try, or that everybody tries first. Nothing is said about kinds of characters. */
export async function refuseWeak(password: string, { name, email, company = '' }: { name: string; email: string; company?: string }, path = 'password'): Promise<void> {
  const length = [...password].length
  if (length < least) throw new UserError('PASSWORD_SHORT', [path], { min: least })
  if (length > most) throw new UserError('TOO_LONG', [path], { max: most })
  const known = [email, ...email.split(/[@.]/), name, ...name.split(/\s+/), company, ...company.split(/\s+/)].map((part) => part.toLowerCase()).filter((part) => [...part].length > 1).sort((a, b) => b.length - a.length)
  const rest = known.reduce((left, part) => left.replaceAll(part, ''), password.toLowerCase())
  if ([...rest].length < own || await scoreOf(password) < leastScore) throw new UserError('PASSWORD_GUESSABLE', [path])
}
