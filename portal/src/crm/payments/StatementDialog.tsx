import { Button, Group, Modal, Stack, Table } from '@mantine/core'
import { IconFileTypeCsv, IconFileTypePdf } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { DayInput } from '../../shared/DayInput'
import { useFormat } from '../../shared/format'
import { Loaded } from '../../shared/Loaded'
import { SkeletonRows } from '../../shared/Skeletons'
import { today as dayHere } from '../../shared/today'
import { BuyerStandingDocument, type BuyerStatementFragment } from '../gql/graphql'

/** A buyer's account between two days, on the page or to take along. */
export function StatementDialog({ buyerId, name, onClose }: { buyerId: string; name: string; onClose: () => void }) {
  const { t } = useTranslation()
  const [today] = useState(dayHere), [from, setFrom] = useState(`${today.slice(0, 4)}-01-01`), [to, setTo] = useState(today)
  const fits = Boolean(from && to && from <= to), file = (kind: string) => `/crm/files/account-statements/${buyerId}.${kind}?${new URLSearchParams({ from, to })}`
  const query = useQuery({ query: BuyerStandingDocument, variables: { buyerId, from, to }, pause: !fits, requestPolicy: 'cache-and-network' })
  return (
    <Modal opened onClose={onClose} title={t('payments.statementOf', { name })} size={760} closeButtonProps={{ 'aria-label': t('close') }}>
      <Stack gap="md">
        <Group align="flex-end" gap="sm">
          <DayInput label={t('payments.from')} w={150} value={from} onChange={setFrom} error={fits ? undefined : t('payments.periodWrong')} />
          <DayInput label={t('payments.to')} w={150} value={to} onChange={setTo} />
          {fits && <Group gap={6} ml="auto"><Button component="a" variant="default" href={file('pdf')} target="_blank" rel="noopener" leftSection={<IconFileTypePdf size={16} stroke={1.6} />}>PDF</Button><Button component="a" variant="default" href={file('csv')} leftSection={<IconFileTypeCsv size={16} stroke={1.6} />}>CSV</Button></Group>}
        </Group>
        {fits && <Loaded query={query} skeleton={<SkeletonRows rows={6} columns={4} height={30} />}>{({ accountStatement }) => (
          accountStatement.length ? <>{accountStatement.map((one) => <Movements key={one.currency} of={one} />)}</> : <p className="muted">{t('payments.noMovements')}</p>
        )}</Loaded>}
      </Stack>
    </Modal>
  )
}

const nowrap = { whiteSpace: 'nowrap' } as const
function Movements({ of: { currency, from, to, opening, closing, movements } }: { of: BuyerStatementFragment }) {
  const { t } = useTranslation()
  const { date, money } = useFormat()
  const balance = (day: string, label: string, amount: string) => <Table.Tr><Table.Td style={nowrap}>{date(day)}</Table.Td><Table.Td><b>{label}</b></Table.Td><Table.Td /><Table.Td className="num"><b>{money(amount, currency)}</b></Table.Td></Table.Tr>
  return (
    <Table.ScrollContainer minWidth={540} scrollAreaProps={{ type: 'auto', viewportProps: { tabIndex: 0, role: 'group', 'aria-label': t('payments.owes', { currency }) } }}>
      <Table aria-label={t('payments.owes', { currency })}>
        <Table.Thead><Table.Tr><Table.Th>{t('payments.day')}</Table.Th><Table.Th>{t('payments.document')}</Table.Th><Table.Th className="num">{t('field.amount')}</Table.Th><Table.Th className="num">{t('payments.balance')}</Table.Th></Table.Tr></Table.Thead>
        <Table.Tbody>
          {balance(from, t('payments.opening'), opening)}
          {movements.map((one, index) => <Table.Tr key={index}><Table.Td style={nowrap}>{date(one.day)}</Table.Td><Table.Td>{t(`payments.entry.${one.kind}`)} <span className="meta">{one.document}</span></Table.Td><Table.Td className="num">{money(one.amount, currency)}</Table.Td><Table.Td className="num">{money(one.balance, currency)}</Table.Td></Table.Tr>)}
          {balance(to, t('payments.closing'), closing)}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
