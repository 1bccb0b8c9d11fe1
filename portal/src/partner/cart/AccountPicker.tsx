import { Select } from '@mantine/core'
import { useDebouncedValue, useDisclosure } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { usePermission } from '../../shared/session/Session'
import { useCommand } from '../../shared/useCommand'
import { AccountForm } from '../accounts/AccountForm'
import { AccountOptionsDocument, MeDocument, SetCartAccountDocument } from '../gql/graphql'
import c from './Cart.module.css'

const NEW = 'new'

/** For which of the dealer's own accounts this is; optional, and a new account can be made on the way. */
export function AccountPicker({ account }: { account: { id: string; name: string } | null }) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [asked] = useDebouncedValue(text === account?.name ? '' : text, 200)
  // A parent also sees its sub-dealers' accounts; it cannot buy for them.
  const [{ data: me }] = useQuery({ query: MeDocument, requestPolicy: 'cache-first' })
  const own = me?.viewer?.partner?.id
  const [{ data }] = useQuery({ query: AccountOptionsDocument, variables: { search: asked || undefined, partners: [own!] }, pause: !own })
  const { run } = useCommand(SetCartAccountDocument)
  const [creating, { open, close }] = useDisclosure()
  const mayCreate = usePermission('account:create')

  const found = (data?.accounts.nodes ?? []).map(({ id, name, city }) => ({ value: id, label: name, city }))
  const options = account && !found.some(({ value }) => value === account.id) ? [{ value: account.id, label: account.name, city: null }, ...found] : found
  return (
    <div className={c.account}>
      <Select
        label={t('cart.account')} placeholder={t('cart.accountNone')} searchable clearable clearButtonProps={{ 'aria-label': t('cart.accountClear') }}
        data={mayCreate ? [...options, { value: NEW, label: t('accounts.new'), city: null }] : options} filter={({ options: all }) => all} value={account?.id ?? null}
        searchValue={text} onSearchChange={setText} nothingFoundMessage={t('empty.noMatch')}
        renderOption={({ option }) => (option.value === NEW ? <span className="link">+ {option.label}</span> : <span>{option.label} <span className="meta">{(option as { city?: string | null }).city}</span></span>)}
        onChange={(id) => (id === NEW ? open() : void run({ accountId: id }))}
      />
      {creating && <AccountForm initialName={text} onClose={close} onSaved={({ id }) => run({ accountId: id })} />}
    </div>
  )
}
