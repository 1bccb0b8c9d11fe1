import { useState } from 'react'
import type { UserError } from '../useCommand'

/** Refusals of a form with lines, each shown where it belongs; those of nothing in particular stand at its end. */
export function useFaults() {
  const [faults, setFaults] = useState<UserError[]>([])
  return {
    onErrors: (errors: UserError[]) => { setFaults(errors); return true },
    /** What the form finds wrong by itself, before anything is sent. */
    set: setFaults,
    clear: () => setFaults([]),
    at: (...path: (string | number)[]) => faults.find((fault) => path.every((part, index) => fault.path[index] === String(part)))?.message,
    /** What is shown nowhere else: neither within one of these lists nor at one of these fields. What is wrong with a list as a whole has no other place. */
    rest: (lists: string[], ...fields: string[]) => faults.filter(({ path: [first = '', within] }) => !fields.includes(first) && !(within !== undefined && lists.includes(first))).map(({ message }) => message),
  }
}
