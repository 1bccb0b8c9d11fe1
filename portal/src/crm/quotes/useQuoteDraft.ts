import { useCallback, useEffect, useRef, useState } from 'react'
import { useCommand } from '../../shared/useCommand'
import { EditQuoteDocument } from '../gql/graphql'
import { draftOf, inputOf, type Draft, type DraftLine, type Version } from './draft'

const PAUSE = 700

export type SaveState = 'saved' | 'unsaved' | 'saving' | 'failed' | 'stale'

type Source = { id: string; version: Version }

/**
 * The lines as they are being typed. They are saved a moment after the last change, naming the revision that they were based on;
 * when someone else saved in between, nothing is lost: the draft stays, and the person decides.
 */
export function useQuoteDraft({ id, version }: Source, editable: boolean, reload: () => void) {
  const [draft, setDraft] = useState(() => draftOf(version))
  const [state, setState] = useState<SaveState>('saved')
  const [base, setBase] = useState(() => ({ revision: version.revision, draft: draftOf(version) }))
  const now = useRef({ draft, base, state, changes: 0 })
  now.current = { ...now.current, draft, base, state }
  const stale = useRef(false)
  const latest = useRef<() => Promise<boolean>>(async () => false)
  const { run } = useCommand(EditQuoteDocument, { again: () => latest.current(), onErrors: (errors) => { stale.current = errors.some(({ code }) => code === 'STALE'); return stale.current } })

  const adopt = useCallback((fresh: Version, sent?: Draft) => {
    const theirs = draftOf(fresh)
    setBase({ revision: fresh.revision, draft: theirs })
    setDraft((mine) => {
      if (!sent) return theirs
      // The server answers in the order that was sent: lines get their ids and prices, what was typed meanwhile stays.
      const lines = mine.lines.map((line) => {
        const at = sent.lines.findIndex(({ key }) => key === line.key)
        const answer = theirs.lines[at]
        if (!answer) return line
        const untouched = sent.lines[at] === line
        return { ...(untouched ? answer : line), key: line.key, id: answer.id, netPrice: answer.netPrice, listPrice: answer.listPrice, priced: true, unitCost: line.unitCost }
      })
      return { ...mine, lines }
    })
  }, [])

  const save = useCallback(async (revision?: number): Promise<boolean> => {
    if (now.current.state === 'saved') return true
    const sent = now.current.draft
    const changes = now.current.changes
    setState('saving')
    stale.current = false
    const payload = await run(inputOf(id, revision ?? now.current.base.revision, sent))
    const fresh = payload?.quote?.version
    if (!fresh) {
      setState(stale.current ? 'stale' : 'failed')
      if (stale.current) reload()
      return false
    }
    adopt(fresh, sent)
    setState(now.current.changes === changes ? 'saved' : 'unsaved')
    return now.current.changes === changes
  }, [id, run, reload, adopt])

  useEffect(() => {
    if (state !== 'unsaved' || !editable) return
    const timer = setTimeout(() => void save(), PAUSE)
    return () => clearTimeout(timer)
  }, [state, draft, editable, save])

  // Leaving the page does not wait for the pause.
  latest.current = save
  useEffect(() => {
    const flush = () => { if (now.current.state === 'unsaved') void latest.current() }
    addEventListener('pagehide', flush)
    return () => { removeEventListener('pagehide', flush); flush() }
  }, [])

  // A colleague's change arrives while nothing of ours is waiting.
  useEffect(() => {
    if (now.current.state === 'saved' && version.revision !== now.current.base.revision) adopt(version)
  }, [version, adopt])

  const change = useCallback((recipe: (draft: Draft) => Draft) => {
    now.current.changes += 1
    setDraft(recipe)
    setState((before) => (before === 'stale' ? 'stale' : 'unsaved'))
  }, [])

  const setLine = useCallback((key: string, patch: Partial<DraftLine>) => change((before) => ({ ...before, lines: before.lines.map((line) => (line.key === key ? { ...line, ...patch } : line)) })), [change])

  return {
    draft, state, base, change, setLine, save,
    /** After someone else's change: save mine over theirs, or take theirs. */
    keepMine: () => { setBase((before) => ({ ...before, revision: version.revision })); setState('unsaved') },
    takeTheirs: () => { adopt(version); setState('saved') },
  }
}

export type QuoteDraft = ReturnType<typeof useQuoteDraft>
