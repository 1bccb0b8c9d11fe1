import { ActionIcon } from '@mantine/core'
import { IconShieldSearch } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useActions } from '../../shared/actions/registry'
import { usePermission } from '../../shared/session/Session'

/** From a record to who may see it; for administrators. */
export function WhoSeesLink({ type, id, name }: { type: string; id: string; name: string }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const permitted = usePermission('access:explain')
  const go = () => void navigate({ to: '/access', search: { tab: 'record', record: `${type}~${id}~${name}` } as never })
  useActions(permitted ? [{ id: 'page.whoSees', group: name, label: t('access.whoSeesThis'), icon: <IconShieldSearch size={16} stroke={1.6} />, run: go }] : [])
  return permitted && <ActionIcon variant="default" size={30} aria-label={t('access.whoSeesThis')} title={t('access.whoSeesThis')} onClick={go}><IconShieldSearch size={15} stroke={1.6} /></ActionIcon>
}
