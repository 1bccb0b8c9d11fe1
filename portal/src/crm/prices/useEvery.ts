import { useEffect, useRef } from 'react'

/** Does something again and again, as long as there is reason to. */
export function useEvery(milliseconds: number, wanted: boolean, act: () => void): void {
  const latest = useRef(act)
  latest.current = act
  useEffect(() => {
    if (!wanted) return
    const timer = setInterval(() => latest.current(), milliseconds)
    return () => clearInterval(timer)
  }, [milliseconds, wanted])
}
