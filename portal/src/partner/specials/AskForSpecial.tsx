import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { RequestDialog, type WantedLine } from '../../shared/specials/RequestDialog'
import { AccountOptionsDocument, MeDocument, type SpecialPriceTermsFragment } from '../gql/graphql'

type Props = { request?: SpecialPriceTermsFragment; lines?: WantedLine[]; currency?: string; account?: { id: string; name: string } | null; onClose: () => void }

/** The dealer's question for a special price, from wherever its products are: then it is shown. */
export function AskForSpecial({ request, lines, currency, account: given = request?.account ?? null, onClose }: Props) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [account, setAccount] = useState(given), [text, setText] = useState('')
  const [asked] = useDebouncedValue(text === account?.name ? '' : text, 200)
  // a parent also sees its sub-dealers' accounts; it asks for none of them
  const [{ data: me }] = useQuery({ query: MeDocument, requestPolicy: 'cache-first' }), own = me?.viewer?.partner?.id
  const [{ data }] = useQuery({ query: AccountOptionsDocument, variables: { search: asked || undefined, partners: [own!] }, pause: !own })
  const found = (data?.accounts.nodes ?? []).map(({ id, name }) => ({ id, name })), all = account && !found.some(({ id }) => id === account.id) ? [account, ...found] : found
  return (
    <RequestDialog request={request} lines={lines} currency={currency} accountId={account?.id} onClose={onClose} onDone={(id) => { onClose(); void navigate({ to: '/special-prices/$id', params: { id } }) }}>
      <Select label={t('specials.account')} description={t('specials.accountHint')} searchable clearable data={all.map(({ id, name }) => ({ value: id, label: name }))} filter={({ options }) => options} value={account?.id ?? null}
        searchValue={text} onSearchChange={setText} nothingFoundMessage={t('empty.noMatch')} onChange={(id) => setAccount(all.find((one) => one.id === id) ?? null)} />
    </RequestDialog>
  )
}
