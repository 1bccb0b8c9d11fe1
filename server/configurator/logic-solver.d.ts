/** As much of the library (MiniSat with a language of formulas) as is used here; it brings no types of its own. */
declare module 'logic-solver' {
  export type Formula = string | object
  export type Solution = object
  /** The solver itself: clauses are lists of numbers of terms, and a solution says of each number whether it is true. */
  export interface MiniSat {
    addClause(terms: number[]): boolean
    ensureVar(term: number): void
    solveAssuming(term: number): boolean
    getSolution(): boolean[]
    retireVar(term: number): void
  }
  export class Bits { constructor(formulas: Formula[]) }
  export class Solver {
    require(...formulas: Formula[]): void
    solve(): Solution | null
    solveAssuming(formula: Formula): Solution | null
    /** The number of a term; negative for one that begins with a minus. */
    toNumTerm(term: string): number
    readonly _minisat: MiniSat
  }
  const Logic: {
    TRUE: Formula
    FALSE: Formula
    Bits: typeof Bits
    Solver: typeof Solver
    and(...formulas: Formula[]): Formula
    or(...formulas: Formula[]): Formula
    not(formula: Formula): Formula
    implies(one: Formula, other: Formula): Formula
    equiv(one: Formula, other: Formula): Formula
    atMostOne(...formulas: Formula[]): Formula
    exactlyOne(...formulas: Formula[]): Formula
    sum(bits: Bits[]): Bits
    constantBits(whole: number): Bits
    lessThanOrEqual(one: Bits, other: Bits): Formula
    disablingAssertions<T>(work: () => T): T
  }
  export default Logic
}
