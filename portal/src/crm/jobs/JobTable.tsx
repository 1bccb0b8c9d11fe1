import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useFormat } from '../../shared/format'
import { JobsDocument } from '../gql/graphql'
import { SimplePage } from '../grid/SimplePage'

export function JobTable() {
  const { t } = useTranslation()
  const { dateTime } = useFormat()
  return (
    <SimplePage title={t('nav.jobs')} hint={t('jobs.hint')} nothing={t('jobs.none')} query={useQuery({ query: JobsDocument })} pick={({ jobs }) => jobs} columns={[
      { label: t('field.name'), render: ({ name }) => <code>{name}</code> },
      { label: t('field.state'), render: ({ state }) => t([`jobs.state.${state}`, 'values.other'], { value: state }) },
      { label: t('jobs.attempts'), numeric: true, render: ({ attempts }) => attempts },
      { label: t('jobs.runAt'), render: ({ runAt }) => runAt && dateTime(runAt) },
      { label: t('jobs.lastError'), render: ({ lastError }) => <span className="muted">{lastError}</span> },
    ]} />
  )
}
