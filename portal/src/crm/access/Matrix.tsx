import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Loaded } from '../../shared/Loaded'
import { SkeletonRows } from '../../shared/Skeletons'
import { AccessMatrixDocument } from '../gql/graphql'
import c from './access.module.css'
import { byObject } from '../../shared/permissionWords'
import { useAccessWords } from './words'

const SCOPES = ['all', 'team', 'channel', 'own', 'org']

/** Every permission against every role; a cell says how far it reaches. */
export function Matrix() {
  const { t } = useTranslation()
  const words = useAccessWords()
  return (
    <Loaded query={useQuery({ query: AccessMatrixDocument })} skeleton={<SkeletonRows rows={14} columns={8} height={32} />}>
      {({ accessMatrix: { roles, permissions } }) => (
        <>
          <dl className={c.legend}>{SCOPES.map((scope) => <div key={scope}><dt><Scope scope={scope} /></dt><dd>{t(`access.legend.${scope}`)}</dd></div>)}</dl>
          <div className={c.matrixBox} tabIndex={0} role="region" aria-label={t('access.matrix')}>
            <table className={c.matrix}>
              <thead>
                <tr><td />{(['crm', 'partner'] as const).map((audience) => <th key={audience} scope="colgroup" colSpan={roles.filter((role) => role.audience === audience).length} className={c.audience}><span>{t(`access.audiences.${audience}`)}</span></th>)}</tr>
                <tr><th scope="col" className={c.corner}>{t('access.permission')}</th>{roles.map(({ name }) => <th key={name} scope="col">{words.role(name)}</th>)}</tr>
              </thead>
              {byObject(permissions).map(([object, rows]) => (
                <tbody key={object}>
                  <tr><th scope="rowgroup" colSpan={roles.length + 1} className={c.object}><span>{words.object(object)}</span></th></tr>
                  {rows.map(({ permission, grants }) => (
                    <tr key={permission}>
                      <th scope="row" title={permission}>{words.verb(permission)}</th>
                      {roles.map(({ name }) => { const grant = grants.find(({ role }) => role === name); return <td key={name}>{grant ? <Scope scope={grant.scope} /> : <span className="muted"><span aria-hidden>–</span><span className="visually-hidden">{t('access.none')}</span></span>}</td> })}
                    </tr>
                  ))}
                </tbody>
              ))}
            </table>
          </div>
        </>
      )}
    </Loaded>
  )
}

export function Scope({ scope }: { scope: string }) {
  return <span className={c.scope} data-scope={scope}>{useAccessWords().scope(scope)}</span>
}
