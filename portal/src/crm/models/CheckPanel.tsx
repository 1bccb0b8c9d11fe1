import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Loaded } from '../../shared/Loaded'
import { SkeletonText } from '../../shared/Skeletons'
import { CheckModelDocument } from '../gql/graphql'
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
          : <ul className={c.findings}>{findings.map(({ kind, option, choice, rule, part, name, rules: because }) => (
              <li key={[kind, option, choice, rule, part].join(' ')}>
                <IconAlertTriangle size={16} aria-hidden />
                <div><b>{t(`models.findings.${kind}`)}</b> {name}{because.map((key) => <p key={key} className="meta">{rules.find((one) => one.key === key)?.text ?? key}</p>)}</div>
              </li>
            ))}</ul>}
      </Loaded>
    </div>
  )
}
