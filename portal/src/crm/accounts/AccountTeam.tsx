import { ActionIcon, Menu } from '@mantine/core'
import { IconDots, IconPlus, IconUsersPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActions } from '../../shared/actions/registry'
import { toastDone } from '../../shared/toasts'
import { useCommand } from '../../shared/useCommand'
import { AddTeamMemberDocument, RemoveTeamMemberDocument, type AccountTeamFragment } from '../gql/graphql'
import { can } from '../record/can'
import { RelatedList, Section } from '../record/Related'
import c from '../record/record.module.css'
import { TeamDialog, type Member } from './TeamDialog'

/** Colleagues who work on the account beside its owner. */
export function AccountTeam({ account }: { account: AccountTeamFragment }) {
  const { t } = useTranslation()
  const [edited, setEdited] = useState<Member | 'new'>()
  const remove = useCommand(RemoveTeamMemberDocument)
  const restore = useCommand(AddTeamMemberDocument)
  const mayUpdate = can(account, 'update')
  const add = () => setEdited('new')
  useActions(mayUpdate ? [{ id: 'page.team', group: account.name, label: t('team.add'), icon: <IconUsersPlus size={16} stroke={1.6} />, run: add }] : [])
  const take = async ({ id, role, user }: Member) => {
    if (!await remove.run({ id })) return
    toastDone(t('team.removed', { name: user?.name }), user ? () => restore.run({ accountId: account.id, userId: user.id, role }) : undefined)
  }
  return (
    <Section title={t('team.title')} action={mayUpdate && <ActionIcon aria-label={t('team.add')} title={t('team.add')} onClick={add}><IconPlus size={15} /></ActionIcon>}>
      <RelatedList>
        {account.team.map((member) => (
          <li key={member.id} className={`${c.entry} ${c.member}`}>
            <div><div className="ellipsis" style={{ fontWeight: 500 }}>{member.user?.name}</div><div className="meta">{member.role}</div></div>
            {mayUpdate && (
              <Menu position="bottom-end">
                <Menu.Target><ActionIcon aria-label={t('team.more', { name: member.user?.name })}><IconDots size={15} /></ActionIcon></Menu.Target>
                <Menu.Dropdown>
                  <Menu.Item onClick={() => setEdited(member)}>{t('team.changeRole')}</Menu.Item>
                  <Menu.Item color="red" onClick={() => void take(member)}>{t('remove')}</Menu.Item>
                </Menu.Dropdown>
              </Menu>
            )}
          </li>
        ))}
      </RelatedList>
      {account.team.length === 0 && <p className="muted">{t('team.none')}</p>}
      {edited && <TeamDialog accountId={account.id} member={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} />}
    </Section>
  )
}
