import { ActionIcon, Menu } from '@mantine/core'
import { modals } from '@mantine/modals'
import { IconDots } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ActivateUserDocument, DeactivateUserDocument, EndSessionsOfDocument, InviteUserDocument, type PersonAccessFragment, ResetSecondFactorDocument, RevokeInvitationDocument } from '../gql/graphql'
import { toastDone } from '../toasts'
import { useCommand } from '../useCommand'

/** What the viewer may do with a person: what they are, their invitation, and whether they may come in. Nothing where there is nothing to do. */
export function PersonMenu({ person: { id, name, actions }, onEdit, children }: { person: PersonAccessFragment; onEdit: () => void; children?: ReactNode }) {
  const { t } = useTranslation()
  const invite = useCommand(InviteUserDocument, { done: t('person.invited', { name }) })
  const revoke = useCommand(RevokeInvitationDocument, { done: t('person.revoked', { name }) })
  const activate = useCommand(ActivateUserDocument)
  const deactivate = useCommand(DeactivateUserDocument)
  const signOut = useCommand(EndSessionsOfDocument, { done: t('person.signedOut', { name }) })
  const reset = useCommand(ResetSecondFactorDocument, { done: t('person.secondFactorReset', { name }) })
  // until they set up another, the password alone lets them in: that is asked first
  const askReset = () => modals.openConfirmModal({
    title: t('person.resetSecondFactor'), children: t('person.resetSecondFactorHint', { name }), labels: { confirm: t('person.reset'), cancel: t('cancel') }, confirmProps: { color: 'red' }, onConfirm: () => void reset.run({ id }),
  })
  const keepOut = async () => { if (await deactivate.run({ id })) toastDone(t('person.deactivated', { name }), () => activate.run({ id })) }
  const letIn = async () => { if (await activate.run({ id })) toastDone(t('person.activated', { name }), () => deactivate.run({ id })) }
  const may = (verb: string) => actions.includes(verb)
  if (actions.length === 0 && !children) return null
  return (
    <Menu position="bottom-end">
      <Menu.Target><ActionIcon aria-label={t('person.more', { name })}><IconDots size={16} /></ActionIcon></Menu.Target>
      <Menu.Dropdown>
        {may('update') && <Menu.Item onClick={onEdit}>{t('edit')}</Menu.Item>}
        {children}
        {may('invite') && <Menu.Item onClick={() => void invite.run({ id })}>{t('person.invite')}</Menu.Item>}
        {may('revokeInvitation') && <Menu.Item onClick={() => void revoke.run({ id })}>{t('person.revoke')}</Menu.Item>}
        {may('endSessions') && <Menu.Item onClick={() => void signOut.run({ userId: id })}>{t('person.signOut')}</Menu.Item>}
        {may('resetSecondFactor') && <Menu.Item onClick={askReset}>{t('person.resetSecondFactor')}</Menu.Item>}
        {may('activate') && <Menu.Item onClick={() => void letIn()}>{t('person.activate')}</Menu.Item>}
        {may('deactivate') && <Menu.Item color="red" onClick={() => void keepOut()}>{t('person.deactivate')}</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  )
}
