import type { IncomingMessage } from 'node:http'

/** left: the client went away before its answer was sent. */
export const outcomes = ['ok', 'refused', 'shed', 'unavailable', 'failed', 'left'] as const
export type Outcome = (typeof outcomes)[number]

/** What is known of a request by its end, for its line in the log: never what it said. */
export interface Note { operation?: string; user?: string; code?: string }

const notes = new WeakMap<IncomingMessage, Note>()
export function noteOf(request: IncomingMessage): Note {
  const note = notes.get(request) ?? {}
  notes.set(request, note)
  return note
}

/** Upper ends of the classes of durations, in seconds. */
export const classes = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** How many requests ended how, and how long they took. */
export class RequestCounts {
  readonly byOutcome = new Map<Outcome, number>(outcomes.map((outcome) => [outcome, 0]))
  /** Requests of each class of durations, the shed ones left out. */
  readonly durations = [...classes.map(() => 0), 0]
  seconds = 0
  /** By how many seconds the slowest hundredth of the event loop's turns was late, lately. */
  delay = 0

  add(outcome: Outcome, seconds: number): void {
    this.byOutcome.set(outcome, this.byOutcome.get(outcome)! + 1)
    if (outcome === 'shed') return
    this.seconds += seconds
    const index = classes.findIndex((end) => seconds <= end)
    this.durations[index < 0 ? classes.length : index]!++
  }
}
