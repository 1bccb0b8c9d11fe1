import { Button, Select, Skeleton } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Avatar } from '../../shared/Avatar'
import { Empty } from '../../shared/Empty'
import { Loaded } from '../../shared/Loaded'
import { SkeletonRows } from '../../shared/Skeletons'
import { WhoCanSeeDocument } from '../gql/graphql'
import c from './access.module.css'
import { Explanation } from './Explanation'
import { type Found, PersonFinder, RECORD_TYPES, RecordFinder } from './Finder'
import { useAccessWords } from './words'

type Props = { record: Found | null; person: Found | null; field?: string | undefined; onRecord: (record: Found | null) => void; onPerson: (person: Found | null) => void; onField: (field: string) => void }

/** Who may see one record and why; and why one person may or may not. */
export function WhoSees({ record, person, field, onRecord, onPerson, onField }: Props) {
  const { t } = useTranslation()
  const words = useAccessWords()
  const [recordType = '', recordId = ''] = record?.id.split('~') ?? []
  const [chosen, setChosen] = useState<string | null>(null)
  const type = recordType || chosen
  const choose = (next: string | null) => { setChosen(next); if (record) onRecord(null) }
  const finder = { label: t('access.record'), description: t('access.recordHint') }
  return (
    <div className={c.pane}>
      <div className={c.which}>
        <Select label={t('access.recordType')} placeholder={t('access.anyType')} clearable data={RECORD_TYPES.map((value) => ({ value, label: words.type(value) }))} value={type} onChange={choose} />
        {type === 'User'
          ? <PersonFinder key={record?.id} {...finder} value={record && { ...record, id: recordId }} onChange={(found) => onRecord(found && { ...found, id: `User~${found.id}` })} />
          : <RecordFinder key={record?.id} {...finder} only={type} value={record} onChange={onRecord} />}
      </div>
      {!record ? <Empty kind="nothing" title={t('access.pickRecord')} hint={t('access.pickRecordHint')} /> : (
        <div className={c.split}>
          <section aria-label={t('access.whoSees')}>
            <h2>{t('access.whoSees')}</h2>
            <ul className={c.people}><People key={record.id} recordType={recordType} recordId={recordId} after={null} onPerson={onPerson} /></ul>
          </section>
          <Explanation key={`${record.id} ${person?.id ?? ''}`} recordType={recordType} recordId={recordId} person={person} field={field} onPerson={onPerson} onField={onField} />
        </div>
      )}
    </div>
  )
}

/** One page of people, and the next one after it when it is asked for. */
function People({ recordType, recordId, after, onPerson }: { recordType: string; recordId: string; after: string | null; onPerson: (person: Found) => void }) {
  const { t } = useTranslation()
  const words = useAccessWords()
  const [more, setMore] = useState(false)
  return (
    <Loaded query={useQuery({ query: WhoCanSeeDocument, variables: { recordType, recordId, after } })} skeleton={after ? <Skeleton h={120} /> : <SkeletonRows rows={6} columns={2} height={44} />}>
      {({ whoCanSee: { people, after: next } }) => (
        <>
          {people.map(({ id, name, roles, partner, sentence }) => (
            <li key={id}>
              <Avatar name={name} size={24} />
              <div><b>{name}</b> <span className="meta">{[partner, roles.map(words.role).join(', ')].filter(Boolean).join(' · ')}</span><p className="muted">{sentence}</p></div>
              <Button size="compact-xs" variant="default" aria-label={t('access.explainOf', { name })} onClick={() => onPerson({ id, name })}>{t('access.explain')}</Button>
            </li>
          ))}
          {next && (more ? <People recordType={recordType} recordId={recordId} after={next} onPerson={onPerson} /> : <li><Button size="xs" variant="default" onClick={() => setMore(true)}>{t('access.more')}</Button></li>)}
        </>
      )}
    </Loaded>
  )
}
