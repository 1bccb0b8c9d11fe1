import { translate } from '../kit/locale.ts'
import { type Finding, type Person, passes } from './explain.ts'

/** The names of people and partners that findings speak of, by id. */
export type Names = ReadonlyMap<string, string>
type Told = Pick<Person, 'viewer'>

const list = (locale: string, words: string[]): string => new Intl.ListFormat(locale).format(words)
const rolesIn = (locale: string, roles: readonly string[]): string => list(locale, roles.map((role) => translate(locale, `access.roles.${role}`)))

/** One finding as a sentence. */
export function sentenceOf(locale: string, { viewer }: Told, { name, granted, data }: Finding, names: Names): string {
  const { scope, roles, permission, field, type, partnerId, seen } = data as { scope?: string | null; roles?: string[]; permission?: string; field?: string; type?: string; partnerId?: string | null; seen?: string }
  return translate(locale, `access.rules.${name}.${granted ? 'yes' : 'no'}`, {
    person: viewer.data.name, permission, field, type, partner: names.get(partnerId ?? '') ?? '', ...(scope ? { context: scope, scope: translate(locale, `access.scopes.${scope}`) } : {}), ...(seen ? { context: seen } : {}),
    roles: rolesIn(locale, roles?.length ? roles : viewer.data.roles),
  })
}

/** What decided: the rules that refuse; else the reasons that open it, and that a part of it stays hidden. */
function deciding(findings: readonly Finding[]): Finding[] {
  if (passes(findings)) return findings.filter(({ kind, granted, data }) => (kind === 'REASON' && granted) || data.seen === 'part')
  const refused = findings.filter(({ kind, granted }) => kind === 'REQUIRED' && !granted)
  // that the database hides it says nothing beside the rule for which it does
  const named = refused.filter(({ name }) => name !== 'visible')
  if (named.length) return named
  const missed = findings.filter(({ kind }) => kind === 'REASON')
  return missed.length ? missed : refused
}

/** Whether somebody may see a record or a field of it, and why, as one text. */
export function answerOf(locale: string, person: Told, findings: readonly Finding[], names: Names, field?: string): string {
  const verdict = translate(locale, `access.${passes(findings) ? 'granted' : 'denied'}.${field ? 'field' : 'record'}`, { person: person.viewer.data.name, field })
  return [verdict, ...deciding(findings).map((finding) => sentenceOf(locale, person, finding, names))].join(locale === 'en' ? ' ' : '')
}
