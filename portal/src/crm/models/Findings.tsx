import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { CheckModelQuery } from '../gql/graphql'
import c from './models.module.css'

/** What will not have been meant, with the rules that make it so. */
export function Findings({ findings, rules }: Omit<CheckModelQuery['checkModel'], '__typename' | 'versionId'>) {
  const { t } = useTranslation()
  return (
    <ul className={c.findings}>
      {findings.map(({ kind, option, choice, rule, part, name, rules: because }) => (
        <li key={[kind, option, choice, rule, part].join(' ')}>
          <IconAlertTriangle size={16} aria-hidden />
          <div><b>{t(`models.findings.${kind}`)}</b> {name}{because.map((key) => <p key={key} className="meta">{rules.find((one) => one.key === key)?.text ?? key}</p>)}</div>
        </li>
      ))}
    </ul>
  )
}
