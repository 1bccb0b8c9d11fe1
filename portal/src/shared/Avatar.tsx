import c from './Avatar.module.css'

const TONES = ['teal', 'blue', 'violet', 'green', 'amber', 'grey'] as const
const toneOf = (name: string) => TONES[[...name].reduce((sum, char) => sum * 31 + char.codePointAt(0)!, 7) % TONES.length]

/** Its words without the signs before each, as in "(Tim)"; a name of nothing but signs stays. */
const readable = (name: string) => name.replace(/(^|\s)[^\p{L}\p{N}\s]+/gu, '$1').trim() || name.trim() || '?'

// A Chinese given name is its last two characters, of which a small circle holds one; elsewhere first and last word.
function initials(name: string, small = false): string {
  const words = readable(name).split(/\s+/)
  if (/\p{Script=Han}/u.test(name)) return [...words.join('')].slice(small ? -1 : -2).join('')
  return ([...words[0]!][0]! + (words.length > 1 ? [...words.at(-1)!][0]! : '')).toUpperCase()
}

type Props = {
  name: string
  /** Round for a person, square for an organisation. */
  of?: 'person' | 'organisation'
  size?: number
}

/** Decoration beside a name that is written out. Its letters are drawn by the style sheet: as text they would count as the label of a button around it. */
export function Avatar({ name, of = 'person', size = 28 }: Props) {
  const text = of === 'person' ? initials(name, size < 24) : [...readable(name)].slice(0, 1).join('').toUpperCase()
  return <span aria-hidden className={c.avatar} data-of={of} data-tone={toneOf(name)} data-text={text} style={{ width: size, height: size, fontSize: Math.max(10, size * 0.38) }} />
}
