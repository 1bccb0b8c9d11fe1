import { Table, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useFormat } from '../../shared/format'
import { OpenInvoicesDocument } from '../gql/graphql'

export type Chosen = Record<string, string>
export const paysOf = (chosen: Chosen) => Object.entries(chosen).filter(([, amount]) => amount.trim()).map(([invoiceId, amount]) => ({ invoiceId, amount: amount.trim().replace(',', '.') }))

/** The open invoices of a buyer, with how much of each is paid. */
export function OpenInvoices({ buyer, chosen, onChange, error }: { buyer: { partnerId?: string | null; accountId?: string | null }; chosen: Chosen; onChange: (chosen: Chosen) => void; error?: string }) {
  const { t } = useTranslation()
  const { date, money } = useFormat()
  const id = buyer.partnerId ?? buyer.accountId
  const [{ data }] = useQuery({ query: OpenInvoicesDocument, variables: { filter: { open: true, ...(buyer.partnerId ? { partnerId: [buyer.partnerId] } : { accountId: id ? [id] : [] }) } }, pause: !id, requestPolicy: 'cache-and-network' })
  if (!id || !data) return null
  return (
    <>
      <Table aria-label={t('payments.openInvoices')}>
        <Table.Tbody>
          {data.invoices.nodes.map(({ id: own, number, dueDate, openAmount, currency }) => (
            <Table.Tr key={own}>
              <Table.Td>{number}<br /><span className="meta">{date(dueDate)} · {money(openAmount, currency)}</span></Table.Td>
              <Table.Td w={150}><TextInput size="xs" inputMode="decimal" aria-label={t('payments.pays', { number })} placeholder={openAmount} value={chosen[own] ?? ''} onFocus={() => chosen[own] === undefined && onChange({ ...chosen, [own]: openAmount })} onChange={(event) => onChange({ ...chosen, [own]: event.currentTarget.value })} /></Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {data.invoices.nodes.length === 0 && <p className="muted">{t('payments.nothingOpen')}</p>}
      {error && <p role="alert" style={{ color: 'var(--mantine-color-error)' }}>{error}</p>}
    </>
  )
}
