import { Button, Group, Textarea } from '@mantine/core'
import { IconArrowRight, IconBuilding, IconFileInvoice, IconMail, IconNote, IconPackage, IconTruckDelivery, IconUser, IconUsersGroup, type TablerIcon } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../shared/format'
import { usePermission } from '../../shared/session/Session'
import { useCommand } from '../../shared/useCommand'
import { AddNoteDocument, type NotedRecord, type TimelineFragment } from '../gql/graphql'
import c from './record.module.css'

const icons: [RegExp, TablerIcon][] = [[/note/, IconNote], [/ship|deliver/, IconTruckDelivery], [/^quote/, IconFileInvoice], [/^order/, IconPackage], [/^account/, IconBuilding], [/^partner/, IconUsersGroup], [/^user/, IconUser], [/mail/, IconMail]]
/** What kind of thing happened, at a glance. */
export const iconOf = (type: string) => icons.find(([pattern]) => pattern.test(type))?.[1] ?? IconArrowRight

/** What somebody wrote: the note itself, or the comment or reason that came with a verb. */
export function wordsOf(data: unknown): string | undefined {
  const { text, comment, reason } = (data ?? {}) as Record<string, unknown>
  return [text, comment, reason].find((words): words is string => typeof words === 'string' && words !== '')
}

type Told = { summary: string; actorName: string; data?: unknown }

/** Several of the same by the same person in a row – a draft that saves itself – are told once, by the latest. */
export const isNews = (event: Told, at: number, all: Told[]) => {
  const newer = all[at - 1]
  return !newer || newer.summary !== event.summary || newer.actorName !== event.actorName || wordsOf(event.data) !== undefined
}

type Props = { subject?: { type: NotedRecord; id: string }; timeline: TimelineFragment; onEarlier?: () => void }

/** What happened, newest first, below a field for what one wants to add. */
export function Timeline({ subject, timeline: { nodes, pageInfo }, onEarlier }: Props) {
  const { t } = useTranslation()
  const { ago, dateTime } = useFormat()
  const mayNote = usePermission('note:write')
  return (
    <>
      {subject && mayNote && <NoteComposer subject={subject} />}
      <ol className={c.timeline}>
        {nodes.filter(isNews).map(({ id, type, summary, data, actorName, channel, at }) => {
          const words = wordsOf(data)
          const Icon = iconOf(type)
          return (
            <li key={id} className={c.event}>
              <span className={c.dot} aria-hidden><Icon size={14} stroke={1.6} /></span>
              <div className={c.what}>{summary}{actorName && <span className="meta"> · {channel === 'crm' ? actorName : t('record.through', { name: actorName, how: t(`through.${channel}`) })}</span>}{words && <p className={c.words}>{words}</p>}</div>
              <time className={`meta ${c.when}`} dateTime={at} title={dateTime(at)}>{ago(at)}</time>
            </li>
          )
        })}
      </ol>
      {nodes.length === 0 && <p className="muted">{t('record.nothingHappened')}</p>}
      {pageInfo.hasNextPage && onEarlier && <Button variant="default" onClick={onEarlier}>{t('record.earlier')}</Button>}
    </>
  )
}

function NoteComposer({ subject }: { subject: { type: NotedRecord; id: string } }) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const { run, pending } = useCommand(AddNoteDocument, { again: false, done: t('record.noteAdded') })
  const submit = async () => {
    if (text.trim() && await run({ subjectType: subject.type, subjectId: subject.id, text: text.trim() })) setText('')
  }
  return (
    <div className={c.composer}>
      <Textarea aria-label={t('record.note')} placeholder={t('record.notePlaceholder')} autosize minRows={2} maxRows={12} value={text} onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit() }} />
      {text.trim() && <Group justify="flex-end" gap={8} mt={8}><span className="meta">{t('record.noteKey')}</span><Button onClick={() => void submit()} loading={pending}>{t('record.addNote')}</Button></Group>}
    </div>
  )
}
