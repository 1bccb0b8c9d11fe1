import { IconCircleCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Loaded } from '../../shared/Loaded'
import { SkeletonText } from '../../shared/Skeletons'
import { CheckModelDocument } from '../gql/graphql'
import { Findings } from './Findings'
import c from './models.module.css'

/** What will not have been meant: choices that can never be made, rules that never matter. */
export function CheckPanel({ versionId }: { versionId: string }) {
  const { t } = useTranslation()
  const query = useQuery({ query: CheckModelDocument, variables: { versionId }, requestPolicy: 'network-only' })
  return (
    <div className={c.panel}>
      <Loaded query={query} skeleton={<SkeletonText lines={6} />}>
        {({ checkModel: { findings, rules } }) => findings.length === 0
          ? <p className={c.good} role="status"><IconCircleCheck size={18} aria-hidden /> {t('models.noFindings')}</p>
          : <Findings findings={findings} rules={rules} />}
      </Loaded>
    </div>
  )
}
