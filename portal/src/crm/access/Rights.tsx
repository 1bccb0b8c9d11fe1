import { Button, Title } from '@mantine/core'
import { IconEye } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Empty } from '../../shared/Empty'
import { useFormat } from '../../shared/format'
import { Loaded } from '../../shared/Loaded'
import { usePermission, useViewer } from '../../shared/session/Session'
import { SkeletonRows } from '../../shared/Skeletons'
import { StateBadge } from '../../shared/StateBadge'
import { EffectiveRightsDocument, type EffectiveRightsQuery } from '../gql/graphql'
import c from './access.module.css'
import { type Found, PersonFinder } from './Finder'
import { Scope } from './Matrix'
import { useViewAs } from './useViewAs'
import { byObject } from '../../shared/permissionWords'
import { useAccessWords } from './words'

/** What one person may do, and through which of their roles. */
export function Rights({ person, onPerson }: { person: Found | null; onPerson: (person: Found | null) => void }) {
  const { t } = useTranslation()
  const query = useQuery({ query: EffectiveRightsDocument, variables: { userId: person?.id ?? '' }, pause: !person })
  return (
    <div className={c.pane}>
      <PersonFinder key={person?.id} label={t('access.person')} maw={360} value={person} onChange={onPerson} />
      {person ? <Loaded key={person.id} query={query} skeleton={<SkeletonRows rows={10} columns={3} height={32} />}>{({ effectiveRights }) => <PersonsRights id={person.id} rights={effectiveRights} />}</Loaded>
        : <Empty kind="nothing" title={t('access.pickPerson')} hint={t('access.pickPersonHint')} />}
    </div>
  )
}

function PersonsRights({ id, rights: { name, roles, maySignIn, rights, keys } }: { id: string; rights: EffectiveRightsQuery['effectiveRights'] }) {
  const { t } = useTranslation()
  const { date } = useFormat()
  const words = useAccessWords()
  const viewer = useViewer()
  const { viewAs, dialog } = useViewAs()
  const mayLook = usePermission('access:viewas') && maySignIn && id !== viewer.id
  return (
    <>
      <header className={c.who}>
        <Title order={2}>{name}</Title><span className="muted">{roles.map(words.role).join(', ')}</span>{!maySignIn && <StateBadge state="INACTIVE" />}
        {mayLook && <Button size="xs" variant="default" leftSection={<IconEye size={15} />} onClick={() => viewAs({ id, name })}>{t('viewAs.do')}</Button>}
      </header>
      {rights.length === 0 ? <p className="muted">{t('access.noRights')}</p> : (
        <table className={c.rights} aria-label={t('access.rights')}>
          <thead><tr><th scope="col" colSpan={2}>{t('access.permission')}</th><th scope="col">{t('access.reach')}</th><th scope="col">{t('access.through')}</th></tr></thead>
          {byObject(rights).map(([object, rows]) => (
            <tbody key={object}>
              {rows.map(({ permission, scope, grants }, index) => (
                <tr key={permission}>
                  {index === 0 && <th scope="rowgroup" rowSpan={rows.length}>{words.object(object)}</th>}
                  <td title={permission}>{words.verb(permission)}</td><td><Scope scope={scope} /></td>
                  <td className="muted">{grants.map((grant) => (grants.length > 1 ? `${words.role(grant.role)} (${words.scope(grant.scope)})` : words.role(grant.role))).join(', ')}</td>
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      )}
      <Title order={2}>{t('nav.apiKeys')}</Title>
      {keys.length === 0 && <p className="muted">{t('access.noKeys')}</p>}
      <ul className={c.keys}>
        {keys.map((key) => (
          <li key={key.id}><b>{key.name}</b> <code>gx_{key.prefix}…</code> {key.expiresAt && <span className="meta">{t('access.keyUntil', { date: date(key.expiresAt) })}</span>}
            <div className="muted">{key.permissions.map((permission) => `${words.object(permission)} ${words.verb(permission)}`).join(' · ') || t('access.noRights')}</div></li>
        ))}
      </ul>
      {dialog}
    </>
  )
}
