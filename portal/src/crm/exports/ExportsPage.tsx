import { IconDatabaseExport } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../shared/format'
import { currentLocale } from '../../shared/i18n'
import { usePermission } from '../../shared/session/Session'
import { toastDone, toastFailed } from '../../shared/toasts'
import { SimplePage } from '../grid/SimplePage'
import c from './exports.module.css'
import { type Export, useExports } from './useExports'

const total = ({ files }: Export, of: 'rows' | 'bytes') => files.reduce((sum, file) => sum + file[of], 0)
const kilobytes = (bytes: number) => new Intl.NumberFormat(currentLocale(), { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 0 }).format(Math.ceil(bytes / 1000))

/** What was written every night for other systems, file by file; and one of now. */
export function ExportsPage() {
  const { t } = useTranslation()
  const { date, dateTime, number } = useFormat(), may = usePermission('export:read')
  const [state, load] = useExports(), [pending, setPending] = useState(false)
  const write = async () => {
    if (pending) return
    setPending(true)
    const status = await fetch('/crm/files/exports', { method: 'POST', headers: { 'x-csrf': '1', 'accept-language': currentLocale() } }).then((response) => response.status).catch(() => 0)
    setPending(false)
    if (status === 200) toastDone(t('exports.written'))
    else toastFailed(t(status === 202 ? 'exports.underWay' : status ? 'failed.UNAVAILABLE' : 'failed.NETWORK'))
    load()
  }
  return (
    <SimplePage title={t('nav.exports')} hint={t('exports.hint')} nothing={t('exports.none')} query={[state, load] as never} pick={(found: Export[]) => found}
      actions={!may ? [] : [{ id: 'write', label: t('exports.write'), icon: IconDatabaseExport, hotkey: 'n', tone: 'primary', run: () => void write(), pending }]} columns={[
        { label: t('exports.day'), render: (one) => date(one.date) },
        { label: t('exports.takenAt'), render: ({ takenAt }) => dateTime(takenAt) },
        { label: t('exports.rows'), numeric: true, render: (one) => number(total(one, 'rows')) },
        { label: t('exports.size'), numeric: true, render: (one) => kilobytes(total(one, 'bytes')) },
        { label: t('exports.files'), render: (one) => (
          <details>
            <summary>{t('exports.count', { count: one.files.length })}</summary>
            <ul className={c.files}>
              {one.files.map(({ file, rows, bytes }) => <li key={file}><a href={`/crm/files/exports/${one.date}/${file}`} download>{file}</a> <span className="meta">{t('exports.rowsOf', { count: rows, rows: number(rows) })} · {kilobytes(bytes)}</span></li>)}
              <li><a href={`/crm/files/exports/${one.date}/manifest.json`} download>{'manifest.json'}</a> <span className="meta">{t('exports.manifest')}</span></li>
            </ul>
          </details>
        ) },
      ]} />
  )
}
