import { ActionIcon, Menu } from '@mantine/core'
import { IconBan, IconCalendarEvent, IconDots, IconPackageImport } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../shared/useCommand'
import { CancelSupplyDocument, type SupplyRowFragment } from '../gql/graphql'
import { can } from '../record/can'
import { useAsk } from '../record/useAsk'
import { EditSupplyDialog } from './EditSupplyDialog'
import { ReceiveSupplyDialog } from './ReceiveSupplyDialog'

/** What the viewer may do with one supply. */
export function SupplyActions({ supply }: { supply: SupplyRowFragment }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState<'edit' | 'receive'>()
  const { ask, dialog } = useAsk()
  const { run } = useCommand(CancelSupplyDocument, { done: ({ repromised }) => t(repromised ? 'supplies.canceledMoved' : 'supplies.canceled', { count: repromised ?? 0 }), again: false })
  const close = () => setOpen(undefined)
  if (supply.actions.length === 0) return null
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target><ActionIcon aria-label={t('supplies.actions', { sku: supply.product?.sku })}><IconDots size={16} /></ActionIcon></Menu.Target>
        <Menu.Dropdown>
          {can(supply, 'receive') && <Menu.Item leftSection={<IconPackageImport size={15} stroke={1.6} />} onClick={() => setOpen('receive')}>{t('supplies.receive')}</Menu.Item>}
          {can(supply, 'edit') && <Menu.Item leftSection={<IconCalendarEvent size={15} stroke={1.6} />} onClick={() => setOpen('edit')}>{t('supplies.edit')}</Menu.Item>}
          {can(supply, 'cancel') && <Menu.Item color="red" leftSection={<IconBan size={15} stroke={1.6} />} onClick={() => ask({ title: t('supplies.cancel'), hint: t('supplies.cancelHint', { count: supply.orderCount }), field: t('ask.reason'), confirm: t('supplies.cancel'), danger: true, run: (reason) => run({ id: supply.id, reason: reason || null }) })}>{t('supplies.cancel')}</Menu.Item>}
        </Menu.Dropdown>
      </Menu>
      {dialog}
      {open === 'edit' && <EditSupplyDialog supply={supply} onClose={close} />}
      {open === 'receive' && <ReceiveSupplyDialog supply={supply} onClose={close} />}
    </>
  )
}
