import { ActionIcon, Drawer } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useActions } from '../../shared/actions/registry'
import { Loaded } from '../../shared/Loaded'
import { usePermission } from '../../shared/session/Session'
import { SkeletonText } from '../../shared/Skeletons'
import { Empty } from '../../shared/Empty'
import { AccountHistoryDocument, ContactHistoryDocument, InvoiceHistoryDocument, OrderHistoryDocument, PartnerHistoryDocument, PaymentHistoryDocument, PriceListHistoryDocument, ProductHistoryDocument, PromotionHistoryDocument, QuoteHistoryDocument, UserHistoryDocument } from '../gql/graphql'
import { History } from './History'

const documents = {
  account: AccountHistoryDocument, contact: ContactHistoryDocument, partner: PartnerHistoryDocument, quote: QuoteHistoryDocument, order: OrderHistoryDocument, invoice: InvoiceHistoryDocument, payment: PaymentHistoryDocument,
  product: ProductHistoryDocument, promotion: PromotionHistoryDocument, priceList: PriceListHistoryDocument, user: UserHistoryDocument,
}
type Props = { of: keyof typeof documents; id: string; name: string; /** In a row of a list, where the palette would have one for each. */ inRow?: boolean }

/** From a record to its history, in a drawer beside it. */
export function HistoryButton({ of, id, name, inRow = false }: Props) {
  const { t } = useTranslation()
  const permitted = usePermission('history:read')
  const [opened, setOpened] = useState(false)
  const open = () => setOpened(true)
  useActions(permitted && !inRow ? [{ id: 'page.history', group: name, label: t('history.title'), icon: <IconHistory size={16} stroke={1.6} />, run: open }] : [])
  if (!permitted) return null
  return (
    <>
      <ActionIcon variant={inRow ? 'subtle' : 'default'} color={inRow ? 'gray' : undefined} size={inRow ? 26 : 30} aria-label={inRow ? t('history.of', { name }) : t('history.title')} title={t('history.title')} onClick={open}><IconHistory size={15} stroke={1.6} /></ActionIcon>
      <Drawer opened={opened} onClose={() => setOpened(false)} position="right" size={520} title={t('history.of', { name })} closeButtonProps={{ 'aria-label': t('close') }}>
        {opened && <Loading of={of} id={id} />}
      </Drawer>
    </>
  )
}

function Loading({ of, id }: Pick<Props, 'of' | 'id'>) {
  const [first, setFirst] = useState(40)
  const query = useQuery({ query: documents[of], variables: { id, first }, requestPolicy: 'cache-and-network' })
  return <Loaded query={query} skeleton={<SkeletonText lines={9} />}>{({ record }) => (record?.history ? <History history={record.history} onEarlier={first < 100 ? () => setFirst(100) : undefined} /> : <Empty kind="notFound" />)}</Loaded>
}
