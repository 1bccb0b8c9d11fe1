import Logic from 'logic-solver'
import { type Encoder, term } from './encode.ts'
import { choicesOf } from './selection.ts'
import { type Fact, type Solver, no } from './solver.ts'
import { type Reason, told } from './state.ts'

export const findingKinds = ['UNSOLVABLE', 'NEVER_CHOSEN', 'ALWAYS_CHOSEN', 'RULE_WITHOUT_EFFECT', 'PART_NEVER_USED', 'SURCHARGE_WITHOUT_COST'] as const
/** Something that a product manager will not have meant; `reason` says which rules make it so. */
export interface Finding { kind: (typeof findingKinds)[number]; option?: string; choice?: string; rule?: string; part?: string; reason: Reason }

const none: Reason = { answers: [], rules: [] }

/** Looks for choices that can never be made, questions that are none, rules that never matter and parts that are never used. */
export function check(solver: Solver): Finding[] {
  const { definition } = solver, { options, rules, parts } = definition
  const because = (facts: string[]): Reason => told(solver.conflict(facts, []))
  const first = solver.model([])
  if (!first) return [{ kind: 'UNSOLVABLE', reason: because([]) }]
  const seen = [first]
  const possible = (fact: Fact): boolean => { const model = solver.model([fact]); if (model) seen.push(model); return model !== null }
  const findings: Finding[] = []
  for (const option of options) {
    const choices = choicesOf(option).map(({ key }) => key)
    const never = choices.filter((key) => !seen.some((model) => model.has(term(option.key, key))) && !possible(term(option.key, key)))
    findings.push(...never.map((choice): Finding => ({ kind: 'NEVER_CHOSEN', option: option.key, choice, reason: because([term(option.key, choice)]) })))
    if (choices.length === 1 && !option.optional && option.kind !== 'many') continue
    const always = choices.filter((key) => seen.every((model) => model.has(term(option.key, key))) && !possible(no(term(option.key, key))))
    findings.push(...always.map((choice): Finding => ({ kind: 'ALWAYS_CHOSEN', option: option.key, choice, reason: none })))
  }
  for (const rule of rules) {
    const others = rules.filter((other) => other !== rule).map(({ key }) => key)
    if (!solver.can((encoder) => Logic.not(encoder.rule(rule)), others)) findings.push({ kind: 'RULE_WITHOUT_EFFECT', rule: rule.key, reason: none })
  }
  const all = rules.map(({ key }) => key)
  for (const part of parts) {
    if (part.if && !solver.can((encoder: Encoder) => encoder.condition(part.if!), all)) findings.push({ kind: 'PART_NEVER_USED', part: part.key, reason: none })
  }
  return findings
}
