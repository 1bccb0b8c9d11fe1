import { Select, Skeleton } from '@mantine/core'
import { IconCheck, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { errorCode } from '../../shared/client'
import { Empty } from '../../shared/Empty'
import { Notice } from '../../shared/Notice'
import { useHistoryWords } from '../audit/words'
import { ExplainAccessDocument, FieldsOfTypeDocument } from '../gql/graphql'
import c from './access.module.css'
import { type Found, PersonFinder } from './Finder'

type Props = { recordType: string; recordId: string; person: Found | null; field?: string | undefined; onPerson: (person: Found | null) => void; onField: (field: string) => void }

/** Every rule that one person meets on the way to one record. */
export function Explanation({ recordType, recordId, person, field, onPerson, onField }: Props) {
  const { t } = useTranslation()
  const words = useHistoryWords()
  const [{ data: type }] = useQuery({ query: FieldsOfTypeDocument, variables: { type: recordType } })
  const fields = (type?.__type?.fields ?? []).map(({ name }) => { const word = words.field({ field: name }); return { value: name, label: word === name ? name : `${word} (${name})` } })
  const [{ data, error, fetching }, refetch] = useQuery({ query: ExplainAccessDocument, variables: { userId: person?.id ?? '', recordType, recordId, field: field || null }, pause: !person })
  const wrongField = !!field && errorCode(error) === 'BAD_USER_INPUT'
  const answer = person && !error ? data?.explainAccess : undefined
  return (
    <section className={c.explanation} aria-label={t('access.why')}>
      <h2>{t('access.why')}</h2>
      <div className={c.ask}>
        <PersonFinder label={t('access.person')} value={person} onChange={onPerson} />
        <Select label={t('access.field')} description={t('access.fieldHint')} searchable clearable data={fields} value={field ?? null} onChange={(name) => onField(name ?? '')} error={wrongField && t('access.noField')} nothingFoundMessage={t('access.noField')} />
      </div>
      {!person && <p className="muted">{t('access.whyHint')}</p>}
      {person && fetching && !answer && <Skeleton h={160} />}
      {error && !wrongField && <Empty kind={errorCode(error) === 'NOT_FOUND' ? 'notFound' : 'failed'} action={{ label: t('tryAgain'), run: () => refetch({ requestPolicy: 'network-only' }) }} />}
      {answer && (
        <>
          <Notice tone={answer.granted ? 'teal' : 'red'} icon={answer.granted ? <IconCheck size={18} /> : <IconX size={18} />}>{answer.sentence}</Notice>
          <ol className={c.rules}>
            {answer.rules.map(({ wall, name, kind, granted, sentence }, index) => (
              <li key={`${name} ${index}`} data-granted={granted || undefined} data-reason={kind === 'REASON' || undefined}>
                {granted ? <IconCheck size={15} aria-label={t('yes')} /> : <IconX size={15} aria-label={t('no')} />}
                <div>{sentence} <span className="meta">{t(`access.walls.${wall}`)}{kind === 'REASON' && ` · ${t('access.oneOfThese')}`}</span></div>
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  )
}
