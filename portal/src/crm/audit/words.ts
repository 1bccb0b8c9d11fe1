import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../shared/format'
import type { AuditLineFragment } from '../gql/graphql'

export type Change = AuditLineFragment['changes'][number]
export type Line = AuditLineFragment

const day = /^\d{4}-\d\d-\d\d$/, moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d/
/** What the server writes for a record that is not the reader's to see. */
const notYours = '•••'

/** The trail in the reader's words. */
export function useHistoryWords() {
  const { t } = useTranslation()
  const { date, dateTime, country, number } = useFormat()

  return useMemo(() => {
    const value = ({ field, kind }: Change, text: string | null | undefined): string => {
      if (text == null || text === '') return t('history.empty')
      if (text === notYours) return t('history.hidden')
      if (kind === 'STATE') return t([`states.${text}`, `values.${text}`, `values.period.${text}`, `values.priceList.${text}`, 'values.other'], { value: text })
      if (text === 'true' || text === 'false') return t(text === 'true' ? 'yes' : 'no')
      if (day.test(text)) return date(text)
      if (moment.test(text)) return dateTime(text)
      if (field === 'promiseParts') return [...text.matchAll(/"date": "([^"]+)", "quantity": (\d+)/g)].map(([, on, pieces]) => t('promise.part', { number: number(pieces!), date: date(on!) })).join(' · ') || text
      if (field === 'country' || field.endsWith('Country')) return country(text)
      if (field === 'roles') return text.split(', ').map((role) => t(`roles.${role}`, role)).join(', ')
      if (field === 'spendingPeriod') return t([`values.period.${text}`, 'values.other'], { value: text })
      if (['locale', 'preferredLanguage', 'preferredChannel'].includes(field)) return t([`values.${text}`, 'values.other'], { value: text })
      return text
    }
    return {
      value,
      field: ({ field }: { field: string }) => t([`history.fields.${field}`, `field.${field}`, 'values.other'], { value: field }),
      actor: ({ actor, actorName, channel }: Line) => actor?.name ?? actorName ?? (channel === 'crm' || channel === 'portal' ? t('history.nobody') : t('history.system')),
      /** What happened: "Line added", "Signed in". */
      told: ({ action, part, partName, recordType }: Line) => {
        const named = t([`history.parts.${part ?? recordType}`, 'values.other'], { value: part ?? recordType })
        return ['insert', 'update', 'delete'].includes(action) ? t(`history.told.${action}`, { part: partName ? `${named} ${partName}` : named }) : t([`history.acts.${action}`, 'values.other'], { value: action })
      },
      /** All changes in one line. */
      summary: (line: Line) => (line.data as { rows?: number } | null)?.rows ? `× ${(line.data as { rows: number }).rows}` : line.changes.map((change) => {
        const label = t([`history.fields.${change.field}`, `field.${change.field}`, 'values.other'], { value: change.field })
        return change.erased ? `${label}: ${t('history.erased')}` : line.action === 'update' ? `${label}: ${value(change, change.old)} → ${value(change, change.new)}` : `${label}: ${value(change, change.new ?? change.old)}`
      }).join(' · '),
    }
  }, [t, date, dateTime, country, number])
}

/** Entries that were written together, in their order. */
export function together(lines: readonly Line[]): Line[][] {
  const groups: Line[][] = []
  for (const line of lines) {
    const last = groups.at(-1)
    if (last?.[0]?.transaction === line.transaction) last.push(line)
    else groups.push([line])
  }
  return groups
}
