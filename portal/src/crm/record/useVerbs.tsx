import type { TablerIcon } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { TypedDocumentNode } from 'urql'
import { toastDone } from '../../shared/toasts'
import { useCommand } from '../../shared/useCommand'
import type { PageAction } from '../shell/TitleBar'
import { can } from './can'
import { useAsk } from './useAsk'

export type Verb = {
  /** The flow's verb, as the server names it in `actions`. */
  id: string
  document: TypedDocumentNode<any, { input: any }>
  icon: TablerIcon
  hotkey?: string
  tone?: PageAction['tone']
  /** The input field that takes the person's words, and whether they must be given. */
  asks?: { field: 'reason' | 'comment'; required?: boolean }
  /** What it is told of the record beside its id. */
  of?: (record: any) => object
  /** Names what came of it, where that is something else than the verb says. */
  outcome?: (payload: any) => string | undefined
  /** The verb that takes it back; offered for 8 seconds. */
  reverse?: string
}

/**
 * The permitted verbs of a record as actions of its page. Pass a constant table: one command per entry.
 * `refused` hears what the server finds wrong, and returns true where it shows that itself.
 * Labels are `verbs.<type>.<verb>`, what is said afterwards `done.<type>.<verb>`.
 */
export function useVerbs(type: 'quote' | 'order' | 'partner' | 'promotion', record: { id: string; actions: string[] } | null | undefined, table: Verb[], refused?: (errors: { message: string; path: string[] }[]) => boolean) {
  const { t } = useTranslation()
  const { ask, dialog } = useAsk()
  const commands = Object.fromEntries(table.map(({ id, document, asks }) => [id, useCommand(document, { onErrors: refused, ...(asks && { again: false }) })]))

  const perform = async (verb: Verb, input: object = {}) => {
    if (!record) return undefined
    const payload = await commands[verb.id]!.run({ id: record.id, ...verb.of?.(record), ...input })
    const reverse = verb.reverse && commands[verb.reverse]
    if (payload) toastDone(t(`done.${type}.${verb.outcome?.(payload) ?? verb.id}`), reverse ? () => reverse.run({ id: record.id }) : undefined)
    return payload
  }

  const actions: PageAction[] = table.filter(({ id }) => can(record, id)).map((verb) => {
    const label = t(`verbs.${type}.${verb.id}`)
    const danger = verb.tone === 'danger'
    return {
      id: verb.id, label, icon: verb.icon, hotkey: verb.hotkey, tone: verb.tone, pending: commands[verb.id]!.pending,
      run: () => {
        if (!verb.asks) return void perform(verb)
        const { field, required } = verb.asks
        ask({ title: label, hint: danger ? t(`ask.${type}.${verb.id}`) : undefined, field: t(`ask.${field}`), required, confirm: label, danger, run: (text) => perform(verb, { [field]: text || null }) })
      },
    }
  })
  return { actions, dialog, perform: (id: string, input?: object) => perform(table.find((verb) => verb.id === id)!, input) }
}
