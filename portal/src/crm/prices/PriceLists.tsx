import { useDisclosure } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useFormat } from '../../shared/format'
import { usePermission } from '../../shared/session/Session'
import { today } from '../../shared/today'
import { HistoryButton } from '../audit/HistoryButton'
import { PriceListsDocument } from '../gql/graphql'
import { SimplePage } from '../grid/SimplePage'
import { PriceListDialog } from './PriceListDialog'
import { useListWords } from './useListWords'
import c from './entries.module.css'


/** Every list, and whom it is for. */
export function PriceLists() {
  const { t } = useTranslation()
  const { date, number } = useFormat()
  const { whom, basis } = useListWords()
  const navigate = useNavigate()
  const creates = usePermission('pricelist:create')
  const [creating, { open, close }] = useDisclosure()
  return (
    <SimplePage title={t('nav.priceLists')} hint={t('prices.listsHint')} query={useQuery({ query: PriceListsDocument, requestPolicy: 'cache-and-network' })} pick={({ priceLists }) => priceLists.nodes} over={({ validTo }) => !!validTo && validTo < today()}
      actions={creates ? [{ id: 'new', label: t('prices.newList'), icon: IconPlus, hotkey: 'n', tone: 'primary', run: open }] : []}
      columns={[
        { label: t('field.name'), render: ({ id, name }) => <Link className="link" to="/price-lists/$id" params={{ id }}>{name}</Link> },
        { label: t('field.kind'), render: ({ kind }) => t([`values.priceList.${kind}`, 'values.other'], { value: kind }) },
        { label: t('prices.for'), render: (list) => list.partner ? <Link className="link" to="/partners/$id" params={{ id: list.partner.id }}>{list.partner.name}</Link> : whom(list) },
        { label: t('prices.derivedFrom'), render: (list) => <span className={c.terms}>{basis(list) ?? '—'}</span> },
        { label: t('field.currency'), render: ({ currency }) => currency },
        { label: t('prices.validFrom'), render: ({ validFrom }) => date(validFrom) },
        { label: t('prices.validTo'), render: ({ validTo }) => date(validTo) },
        { label: t('prices.entries'), numeric: true, render: ({ entryCount }) => number(entryCount) },
        { label: '', render: ({ id, name }) => <HistoryButton of="priceList" id={id} name={name} inRow /> },
      ]}>
      {creating && <PriceListDialog onClose={close} onDone={(id) => void navigate({ to: '/price-lists/$id', params: { id } })} />}
    </SimplePage>
  )
}
