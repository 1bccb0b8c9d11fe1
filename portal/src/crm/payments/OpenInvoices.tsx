import { Button, Group, Table, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { minus } from '../../shared/decimal'
import { useFormat } from '../../shared/format'
import { readDecimal } from '../../shared/readNumber'
import { OpenInvoicesDocument } from '../gql/graphql'

export type Chosen = Record<string, string>
export const paysOf = (chosen: Chosen) => Object.entries(chosen).filter(([, amount]) => amount.trim()).map(([invoiceId, amount]) => ({ invoiceId, amount: readDecimal(amount) ?? amount }))

/** What of an amount pays none of those chosen; unknown while something is no number, or of another currency. */
function leftOf({ amount, currency }: Money, chosen: Chosen, invoices: readonly { id: string; currency: string }[]): string | undefined {
  const filled = Object.entries(chosen).filter(([, text]) => text.trim()), numbers = [amount, ...filled.map(([, text]) => text)].map(readDecimal)
  if (numbers.includes(undefined) || filled.some(([id]) => invoices.find((one) => one.id === id)?.currency !== currency)) return undefined
  return (numbers as string[]).reduce(minus)
}

type Money = { amount: string; currency: string }
/** The open invoices of a buyer, with how much of each is paid, and what of the payment is left. */
export function OpenInvoices({ of, buyer, chosen, onChange, error }: { of: Money; buyer: { partnerId?: string | null; accountId?: string | null }; chosen: Chosen; onChange: (chosen: Chosen) => void; error?: string }) {
  const { t } = useTranslation()
  const { date, money } = useFormat()
  const id = buyer.partnerId ?? buyer.accountId
  const [{ data }] = useQuery({ query: OpenInvoicesDocument, variables: { filter: { open: true, ...(buyer.partnerId ? { partnerId: [buyer.partnerId] } : { accountId: id ? [id] : [] }) } }, pause: !id, requestPolicy: 'cache-and-network' })
  if (!id || !data) return null
  const left = leftOf(of, chosen, data.invoices.nodes)
  return (
    <>
      <Table aria-label={t('payments.openInvoices')}>
        <Table.Tbody>
          {data.invoices.nodes.map(({ id: own, number, dueDate, openAmount, currency }) => (
            <Table.Tr key={own}>
              <Table.Td>{number}<br /><span className="meta">{date(dueDate)} · {money(openAmount, currency)}</span></Table.Td>
              <Table.Td w={210}>
                <Group gap={6} wrap="nowrap">
                  <TextInput size="xs" inputMode="decimal" aria-label={t('payments.pays', { number })} placeholder={openAmount} value={chosen[own] ?? ''} error={Boolean(chosen[own]?.trim()) && readDecimal(chosen[own]!) === undefined} onChange={(event) => onChange({ ...chosen, [own]: event.currentTarget.value })} />
                  <Button size="compact-sm" variant="default" aria-label={t('payments.allOf', { number })} onClick={() => onChange({ ...chosen, [own]: openAmount })}>{t('payments.all')}</Button>
                </Group>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {data.invoices.nodes.length === 0 && <p className="muted">{t('payments.nothingOpen')}</p>}
      {left !== undefined && Number(left) !== 0 && <p className="meta" style={left.startsWith('-') ? { color: 'var(--mantine-color-error)' } : undefined}>{t(left.startsWith('-') ? 'payments.tooMuch' : 'payments.staysOnAccount', { left: money(left.replace('-', ''), of.currency) })}</p>}
      {error && <p role="alert" style={{ color: 'var(--mantine-color-error)' }}>{error}</p>}
    </>
  )
}
