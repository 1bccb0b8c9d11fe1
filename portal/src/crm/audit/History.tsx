import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Avatar } from '../../shared/Avatar'
import { useFormat } from '../../shared/format'
import type { HistoryFragment } from '../gql/graphql'
import c from './audit.module.css'
import { together, useHistoryWords, type Line } from './words'

/** Who changed what from what to what, latest first; what was written together stands together. */
export function History({ history: { nodes, pageInfo }, onEarlier }: { history: HistoryFragment; onEarlier?: () => void }) {
  const { t } = useTranslation()
  if (nodes.length === 0) return <p className="muted">{t('history.none')}</p>
  return (
    <>
      <ol className={c.history}>{together(nodes).map((lines) => <Group key={lines[0]!.id} lines={lines} />)}</ol>
      {pageInfo.hasNextPage && onEarlier && <Button variant="default" onClick={onEarlier}>{t('record.earlier')}</Button>}
    </>
  )
}

/** So many rows of one change are shown at once: an order has as many as it has lines. */
const FEW = 3

const isBrought = ({ action, changes, channel }: Line) => action === 'insert' && changes.length === 0 && ['import', 'demo'].includes(channel)
const isRecord = ({ part, recordType }: Line) => part?.toLowerCase() === recordType?.replace('_', '')

function Group({ lines }: { lines: Line[] }) {
  const { t } = useTranslation()
  const { ago, dateTime } = useFormat()
  const words = useHistoryWords()
  const [all, setAll] = useState(false)
  const first = lines[0]!, actor = words.actor(first)
  const how = [first.channel !== 'crm' && t(`through.${first.channel}`, first.channel), first.key && t('history.withKey', { name: first.key.name }), first.viewedBy && t('history.viewedBy', { name: first.viewedBy.name })].filter(Boolean)
  // what came with a file has no values here; of the others, the record itself is what people look for
  const brought = lines.filter(isBrought), shown = lines.filter((line) => !isBrought(line)).toSorted((one, other) => Number(isRecord(other)) - Number(isRecord(one)))
  return (
    <li className={c.group}>
      <Avatar name={actor} size={24} />
      <div className={c.body}>
        <div className={c.head}>
          <span><b>{actor}</b>{how.length > 0 && <span className="meta"> {how.join(', ')}</span>}</span>
          <time className="meta" dateTime={first.at} title={dateTime(first.at, 'medium')}>{ago(first.at)}</time>
        </div>
        {brought.length > 0 && <p className={c.told}>{[...new Set(brought.map((line) => words.told({ ...line, partName: null })))].join(', ')}<span className="meta"> · {t('history.bulk')}</span></p>}
        {shown.slice(0, all ? undefined : FEW).map((line) => <Entry key={line.id} line={line} />)}
        {!all && shown.length > FEW && <Button variant="subtle" size="compact-sm" onClick={() => setAll(true)}>{t('history.more', { count: shown.length - FEW })}</Button>}
      </div>
    </li>
  )
}

function Entry({ line }: { line: Line }) {
  const { t } = useTranslation()
  const { field, value, told } = useHistoryWords()
  const reason = (line.data as { reason?: string } | null)?.reason
  return (
    <section className={c.entry}>
      <p className={c.told}>{told(line)}{reason && <span className="meta"> · {reason}</span>}</p>
      {line.changes.length > 0 && (
        <dl className={c.changes}>
          {line.changes.map((change) => (
            <div key={change.field}>
              <dt>{field(change)}</dt>
              <dd>
                {change.erased ? <span className="muted">{t('history.erased')}</span> : (
                  <>
                    {line.action !== 'insert' && (change.old ? <del><span className="visually-hidden">{t('history.was')} </span>{value(change, change.old)}</del> : <span className="muted">{value(change, change.old)}</span>)}
                    {line.action === 'update' && <span aria-hidden className={c.arrow}>→</span>}
                    {line.action !== 'delete' && (change.new ? <ins><span className="visually-hidden">{t('history.after')} </span>{value(change, change.new)}</ins> : <span className="muted">{value(change, change.new)}</span>)}
                  </>
                )}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  )
}
