import { UserError } from './errors.ts'

/** One legal move. `system` moves are made by jobs and other verbs, never asked for by a person. */
export interface Move<State extends string, Verb extends string> {
  from: readonly (State | null)[]
  verb: Verb
  to: State | readonly State[]
  system?: boolean
}

export type Row<State extends string, Verb extends string> =
  readonly [from: State | null | readonly State[], verb: Verb, to: State | readonly State[], system?: 'system']

/**
 * The life cycle of one kind of record as a literal table of from → verb → to. Guards, permitted actions, and the printed
 * diagram come from it. Throws at start when a state can't be reached or a verb leads nowhere.
 */
export class Flow<State extends string, Verb extends string> {
  readonly moves: Move<State, Verb>[]
  readonly states: State[]
  readonly verbs: Verb[]

  constructor(readonly subject: string, readonly initial: readonly State[], rows: readonly Row<State, Verb>[]) {
    this.moves = rows.map(([from, verb, to, system]) => ({ from: Array.isArray(from) ? from : [from as State | null], verb, to, system: system === 'system' }))
    const targets = this.moves.flatMap((move) => this.targets(move))
    this.states = [...new Set([...initial, ...this.moves.flatMap((move) => move.from.filter((state) => state !== null)), ...targets])]
    this.verbs = [...new Set(this.moves.map((move) => move.verb))]
    const unreachable = this.states.filter((state) => !initial.includes(state) && !targets.includes(state))
    if (unreachable.length) throw new Error(`${subject}: no move leads to ${unreachable.join(', ')}`)
  }

  private targets(move: Move<State, Verb>): State[] {
    return Array.isArray(move.to) ? [...move.to] : [move.to as State]
  }

  /** The states from which a verb may be asked for. */
  from(verb: Verb): State[] {
    return this.moves.filter((move) => move.verb === verb).flatMap((move) => move.from.filter((state) => state !== null))
  }

  /** The verbs that people ask for, as opposed to jobs and consequences. */
  get asked(): Verb[] {
    return [...new Set(this.moves.filter((move) => !move.system && move.from[0] !== null).map((move) => move.verb))]
  }

  can(state: State | null, verb: Verb): boolean {
    return this.moves.some((move) => move.verb === verb && move.from.includes(state))
  }

  /** The state after a verb. With several possible outcomes the caller says which. Throws ILLEGAL_MOVE when the table has no such move. */
  next(state: State | null, verb: Verb, outcome?: State): State {
    const move = this.moves.find((candidate) => candidate.verb === verb && candidate.from.includes(state))
    if (!move) throw new UserError('ILLEGAL_MOVE', ['id'], { subject: this.subject, state, verb })
    const targets = this.targets(move)
    const to = outcome ?? targets[0]!
    if (!targets.includes(to)) throw new Error(`${this.subject}: ${verb} does not lead to ${to}`)
    return to
  }
}
