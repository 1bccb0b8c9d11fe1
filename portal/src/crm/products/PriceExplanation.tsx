import { NumberInput, Skeleton, Table, Title } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconCheck, IconMinus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { DayInput } from '../../shared/DayInput'
import { Empty } from '../../shared/Empty'
import { useFormat } from '../../shared/format'
import { ProductPriceDocument } from '../gql/graphql'
import { RecordPicker } from '../record/RecordPicker'
import c from './products.module.css'

/** The price for one buyer, quantity and day, with every rule that was applied or passed over, and why. */
export function PriceExplanation({ productId, startWith = null }: { productId: string; startWith?: { id: string; name: string } | null }) {
  const { t } = useTranslation()
  const { money } = useFormat()
  const [partner, setPartner] = useState(startWith)
  const [account, setAccount] = useState<{ id: string; name: string } | null>(null)
  const [day, setDay] = useState('')
  const [quantity, setQuantity] = useState(1)
  const [asked] = useDebouncedValue(quantity, 250)
  const [{ data, fetching, error }, refetch] = useQuery({ query: ProductPriceDocument, variables: { productId, quantity: asked, partnerId: partner?.id ?? null, accountId: account?.id ?? null, date: day || null }, pause: !partner && !account })
  const buyer = partner ?? account
  const answer = buyer ? data?.productPrice : undefined
  return (
    <section>
      <Title order={2} mb={10}>{t('products.explain')}</Title>
      <div className={c.ask}>
        <RecordPicker of="partner" label={t('field.partner')} value={partner} onChange={setPartner} clearable w={230} />
        <RecordPicker of="account" label={t(partner ? 'prices.endCustomer' : 'prices.directBuyer')} value={account} onChange={setAccount} heldBy={partner?.id} clearable w={230} />
        <NumberInput label={t('field.quantity')} min={1} allowDecimal={false} value={quantity} onChange={(value) => setQuantity(Math.max(1, Number(value) || 1))} w={100} />
        <DayInput label={t('prices.onDay')} placeholder={t('prices.today')} clearable value={day} onChange={setDay} w={150} />
        {answer && <p className={c.net}>{money(answer.netPrice, answer.currency)}<span className="meta"><s>{money(answer.listPrice, answer.currency)}</s></span></p>}
      </div>
      {!buyer && <p className="muted">{t('products.explainHint')}</p>}
      {buyer && fetching && !answer && <Skeleton h={140} />}
      {error && <Empty kind="failed" action={{ label: t('tryAgain'), run: () => refetch({ requestPolicy: 'network-only' }) }} />}
      {answer && (
        <Table.ScrollContainer minWidth={560} scrollAreaProps={{ type: 'auto', viewportProps: { tabIndex: 0, role: 'group', 'aria-label': t('products.explain') } }}>
          <Table aria-label={t('products.explain')}>
            <Table.Thead><Table.Tr><Table.Th w={34}><span className="visually-hidden">{t('products.applied')}</span></Table.Th><Table.Th>{t('products.rule')}</Table.Th><Table.Th>{t('products.why')}</Table.Th><Table.Th ta="end">{t('products.before')}</Table.Th><Table.Th ta="end">{t('products.after')}</Table.Th></Table.Tr></Table.Thead>
            <Table.Tbody>
              {answer.steps.map((step, index) => (
                <Table.Tr key={index} className={step.applied ? undefined : c.passed}>
                  <Table.Td>{step.applied ? <IconCheck size={15} aria-label={t('products.applied')} color="var(--accent)" /> : <IconMinus size={15} aria-label={t('products.passed')} />}</Table.Td>
                  <Table.Td><span className="meta">{t(`values.${step.kind}`)}</span><br />{step.name}</Table.Td>
                  <Table.Td>{step.reason}</Table.Td>
                  <Table.Td className="num">{step.priceBefore && money(step.priceBefore, answer.currency)}</Table.Td>
                  <Table.Td className="num">{step.priceAfter && money(step.priceAfter, answer.currency)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </section>
  )
}
