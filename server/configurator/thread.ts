import { parentPort } from 'node:worker_threads'
import { type Finding, check } from './check.ts'
import type { Definition } from './definition.ts'
import type { Selection } from './selection.ts'
import { Solver } from './solver.ts'
import { Asking, type State, type Wish } from './state.ts'

/** What the solver's thread is asked. A model comes once, under a key by which it is known from then on. */
export type Question = { id: number; model: string; definition?: Definition } & ({ ask: 'state'; answers: Selection; wish: Wish } | { ask: 'check' })
export type Told = { ready: true } | { id: number; answer: State | Finding[] } | { id: number; unknown: true } | { id: number; failed: string }

// each has a heap of its own
const mostModels = 4
const solvers = new Map<string, Solver>()

function solverOf({ model, definition }: Question): Solver | undefined {
  const solver = solvers.get(model) ?? (definition && new Solver(definition))
  solvers.delete(model)
  if (solver) solvers.set(model, solver)
  if (solvers.size > mostModels) solvers.delete(solvers.keys().next().value!)
  return solver
}

parentPort?.on('message', (question: Question) => {
  const { id } = question
  const tell = (told: Told) => parentPort!.postMessage(told)
  try {
    const solver = solverOf(question)
    if (!solver) tell({ id, unknown: true })
    else tell({ id, answer: question.ask === 'check' ? check(solver) : new Asking(solver).state(question.answers, question.wish) })
  } catch (error) {
    solvers.delete(question.model)
    tell({ id, failed: String(error) })
  }
})
parentPort?.postMessage({ ready: true } satisfies Told)
