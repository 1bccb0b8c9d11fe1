import { useState } from 'react'
import type { UserError } from '../useCommand'

/** Refusals of a form with lines, each shown where it belongs; those of nothing in particular stand at its end. */
export function useFaults() {
  const [faults, setFaults] = useState<UserError[]>([])
  return {
    onErrors: (errors: UserError[]) => { setFaults(errors); return true },
    clear: () => setFaults([]),
    at: (...path: (string | number)[]) => faults.find((fault) => path.every((part, index) => fault.path[index] === String(part)))?.message,
    /** What is shown nowhere else. */
    rest: (...shown: string[]) => faults.filter(({ path }) => !shown.includes(path[0] ?? '')).map(({ message }) => message),
  }
}
