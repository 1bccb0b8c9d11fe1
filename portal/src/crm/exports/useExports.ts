import { CombinedError } from '@urql/core'
import { useCallback, useEffect, useState } from 'react'

export type Export = { id: string; date: string; takenAt: string; files: { file: string; rows: number; bytes: number }[] }
type State = { data?: Export[]; fetching: boolean; error?: CombinedError }

const refused = (code: string) => new CombinedError({ graphQLErrors: [{ message: code, extensions: { code } }] })

/** The exports that lie there: a list of files, which no query knows. */
export function useExports(): [State, () => void] {
  const [state, setState] = useState<State>({ fetching: true })
  const load = useCallback(() => {
    setState(({ data }) => ({ data, fetching: true }))
    fetch('/crm/files/exports.json').then(async (response) => {
      if (!response.ok) return setState({ fetching: false, error: refused(response.status === 404 ? 'FORBIDDEN' : 'INTERNAL') })
      const found = (await response.json()) as Omit<Export, 'id'>[]
      setState({ fetching: false, data: found.map((one) => ({ ...one, id: one.date })) })
    }).catch(() => setState({ fetching: false, error: refused('INTERNAL') }))
  }, [])
  useEffect(load, [load])
  return [state, load]
}
