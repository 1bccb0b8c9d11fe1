import { useTranslation } from 'react-i18next'
import { toastDone } from '../../shared/toasts'

type Changes = Record<string, string | null>

/**
 * Saves one field at once. It shows before the server answers (the cache's optimistic result), rolls back when the server
 * refuses, and can be undone for 8 seconds by writing the earlier value.
 */
export function useFieldEdit<R extends { id: string; revision?: number }>(record: R, run: (input: any) => Promise<object | undefined>, pick: (payload: any) => R | null | undefined) {
  const { t } = useTranslation()
  return async (field: string, value: string, before: string | null | undefined) => {
    const write = (at: R, changes: Changes) => run({ id: at.id, ...(at.revision === undefined ? {} : { revision: at.revision }), ...changes })
    const payload = await write(record, { [field]: value || null })
    const after = payload && pick(payload)
    if (after) toastDone(t('saved'), () => write(after, { [field]: before ?? null }))
  }
}
