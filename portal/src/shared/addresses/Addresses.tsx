import { ActionIcon, Menu } from '@mantine/core'
import { IconDots, IconMapPinPlus } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useActions } from '../actions/registry'
import { useFormat } from '../format'
import { CreateAddressDocument, RemoveAddressDocument, type AccountAddressesFragment, type AddressEntryFragment } from '../gql/graphql'
import { toastDone } from '../toasts'
import { useCommand } from '../useCommand'
import { AddressDialog } from './AddressDialog'
import { KINDS, fieldsOf } from './fields'
import c from './Addresses.module.css'

type Props = { account: AccountAddressesFragment & { name: string }; /** Puts the list below the app's own heading; `add` only for those who may. */ frame: (list: ReactNode, add: (() => void) | undefined) => ReactNode }

/** Where an account is: main first, then where bills and goods go, then its sites. */
export function Addresses({ account: { id, name, actions, addresses }, frame }: Props) {
  const { t } = useTranslation()
  const { country } = useFormat()
  const [edited, setEdited] = useState<AddressEntryFragment | 'new'>()
  const remove = useCommand(RemoveAddressDocument)
  const restore = useCommand(CreateAddressDocument)
  const mayUpdate = actions.includes('update')
  const add = mayUpdate ? () => setEdited('new') : undefined
  useActions(add ? [{ id: 'page.address', group: name, label: t('addresses.new'), icon: <IconMapPinPlus size={16} stroke={1.6} />, run: add }] : [])
  const take = async (address: AddressEntryFragment) => {
    if (await remove.run({ id: address.id })) toastDone(t('addresses.removed'), () => restore.run({ accountId: id, ...fieldsOf(address) }))
  }
  const sorted = addresses.toSorted((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind))
  return (
    <>
      {frame(
        <>
          {sorted.length === 0 && <p className="muted">{t('addresses.none')}</p>}
          <ul className={c.list}>
            {sorted.map((address) => {
              const where = [address.street, [address.postalCode, address.city].filter(Boolean).join(' '), address.region, country(address.country)].filter(Boolean).join(', ')
              return (
                <li key={address.id}>
                  <div><span className="meta">{t(`addresses.kinds.${address.kind}`, address.kind)}</span><br />{where}</div>
                  {mayUpdate && (
                    <Menu position="bottom-end">
                      <Menu.Target><ActionIcon aria-label={t('addresses.more', { address: where })}><IconDots size={15} /></ActionIcon></Menu.Target>
                      <Menu.Dropdown>
                        <Menu.Item onClick={() => setEdited(address)}>{t('edit')}</Menu.Item>
                        <Menu.Item color="red" onClick={() => void take(address)}>{t('remove')}</Menu.Item>
                      </Menu.Dropdown>
                    </Menu>
                  )}
                </li>
              )
            })}
          </ul>
        </>, add)}
      {edited && <AddressDialog accountId={id} usual={addresses.some(({ kind }) => kind === 'main') ? 'site' : 'main'} address={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} />}
    </>
  )
}
