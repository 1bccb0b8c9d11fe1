import { Button, Table, Title } from '@mantine/core'
import { useForm } from '@mantine/form'
import { Fragment, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { minus } from '../../shared/decimal'
import { DayInput } from '../../shared/DayInput'
import { Empty } from '../../shared/Empty'
import { useFormat } from '../../shared/format'
import { Loaded } from '../../shared/Loaded'
import { Notice } from '../../shared/Notice'
import { usePermission } from '../../shared/session/Session'
import { SkeletonRows } from '../../shared/Skeletons'
import { useCommand } from '../../shared/useCommand'
import { EstimatePriceChangeDocument, PriceEffectDocument, type PriceEffectQuery } from '../gql/graphql'
import { EffectLines } from './EffectLines'
import c from './entries.module.css'
import { useEvery } from './useEvery'

type Props = { changeId: string; may: boolean; latest: string | undefined; reload: () => void }
const LOOK_AGAIN = 800

/** What a change would have made of the orders of a period, by buyer, down to their lines. */
export function EffectPanel({ changeId, may, latest, reload }: Props) {
  const { t } = useTranslation()
  const form = useForm({ initialValues: { fromDay: '', toDay: '' } })
  const [id, setId] = useState(latest)
  const { run, pending } = useCommand(EstimatePriceChangeDocument, { form })
  if (!may && !id) return null
  const submit = form.onSubmit(async ({ fromDay, toDay }) => {
    const payload = await run({ id: changeId, fromDay: fromDay || null, toDay: toDay || null })
    if (payload?.priceEffect) { setId(payload.priceEffect.id); reload() }
  })
  return (
    <section>
      <Title order={2} mb={6}>{t('prices.effect')}</Title>
      <p className="muted" style={{ maxWidth: 760, margin: '0 0 10px' }}>{t('prices.effectHint')}</p>
      {may && (
        <form onSubmit={submit} noValidate style={{ display: 'flex', flexWrap: 'wrap', gap: 10, alignItems: 'end', marginBottom: 14 }}>
          <DayInput label={t('prices.ordersFrom')} placeholder={t('prices.lastQuarter')} clearable w={170} {...form.getInputProps('fromDay')} />
          <DayInput label={t('prices.ordersTo')} placeholder={t('prices.lastQuarter')} clearable w={170} {...form.getInputProps('toDay')} />
          <Button type="submit" variant="default" loading={pending}>{t('prices.estimate')}</Button>
        </form>
      )}
      {id && <Effect key={id} id={id} />}
    </section>
  )
}

function Effect({ id }: { id: string }) {
  const cost = usePermission('cost:read')
  const query = useQuery({ query: PriceEffectDocument, variables: { id, cost }, requestPolicy: 'cache-and-network' })
  const state = query[0].data?.priceEffect?.state
  useEvery(LOOK_AGAIN, state === 'Working', () => query[1]({ requestPolicy: 'network-only' }))
  return <Loaded query={query} skeleton={<SkeletonRows rows={4} columns={6} height={36} />}>{({ priceEffect }) => (priceEffect ? <Result effect={priceEffect} cost={cost} /> : <Empty kind="notFound" />)}</Loaded>
}

function Result({ effect, cost }: { effect: NonNullable<PriceEffectQuery['priceEffect']>; cost: boolean }) {
  const { t } = useTranslation()
  const { date, money, number, percent } = useFormat()
  const [open, setOpen] = useState<string>()
  const { state, currency, before, after, buyers } = effect
  const signed = (value: string) => `${Number(value) > 0 ? '+' : ''}${money(value, currency)}`
  if (state === 'Working') return <p aria-live="polite">{t('prices.estimating')}</p>
  if (state === 'Failed') return <Notice tone="red" title={t('prices.effectFailed')}>{t(`prices.problems.${effect.problem}`, { defaultValue: '' })}</Notice>
  const period = t('prices.effectPeriod', { from: date(effect.fromDay), to: date(effect.toDay), day: date(effect.onDay) })
  if (!effect.lineCount) return <Empty kind="nothing" title={t('prices.effectNothing')} hint={period} />
  const shares = (row: (typeof buyers.nodes)[number]) => cost && row.marginBefore != null && row.marginAfter != null
  return (
    <>
      <p className="meta">{period}</p>
      <dl className={c.numbers} style={{ marginBlock: 10 }}>
        <div><dt>{t('prices.effectOrders')}</dt><dd>{number(effect.orderCount)}</dd></div><div><dt>{t('prices.effectLines')}</dt><dd>{number(effect.lineCount)}</dd></div>
        <div><dt>{t('prices.without')}</dt><dd>{money(before, currency)}</dd></div><div><dt>{t('prices.with')}</dt><dd>{money(after, currency)}</dd></div><div><dt>{t('prices.difference')}</dt><dd>{signed(minus(after!, before!))}</dd></div>
      </dl>
      <Table.ScrollContainer minWidth={760} scrollAreaProps={{ type: 'auto', viewportProps: { tabIndex: 0, role: 'group', 'aria-label': t('prices.byBuyer') } }}>
        <Table aria-label={t('prices.byBuyer')}>
          <Table.Thead><Table.Tr><Table.Th>{t('prices.buyer')}</Table.Th><Table.Th ta="end">{t('prices.effectOrders')}</Table.Th><Table.Th ta="end">{t('prices.effectLines')}</Table.Th><Table.Th ta="end">{t('field.quantity')}</Table.Th><Table.Th ta="end">{t('prices.without')}</Table.Th><Table.Th ta="end">{t('prices.with')}</Table.Th><Table.Th ta="end">{t('prices.difference')}</Table.Th>{cost && <Table.Th ta="end">{t('field.margin')}</Table.Th>}</Table.Tr></Table.Thead>
          <Table.Tbody>
            {buyers.nodes.map((row) => (
              <Fragment key={row.id}>
                <Table.Tr>
                  <Table.Td><button type="button" className="link" aria-expanded={open === row.id} onClick={() => setOpen(open === row.id ? undefined : row.id)}>{row.partner?.name ?? row.account?.name}</button></Table.Td>
                  <Table.Td className="num">{number(row.orderCount)}</Table.Td><Table.Td className="num">{number(row.lineCount)}</Table.Td><Table.Td className="num">{number(row.quantity)}</Table.Td><Table.Td className="num">{money(row.before, currency)}</Table.Td><Table.Td className="num">{money(row.after, currency)}</Table.Td>
                  <Table.Td className="num"><b style={{ fontWeight: 500 }}>{row.difference && signed(row.difference)}</b></Table.Td>{cost && <Table.Td className="num">{shares(row) ? `${percent(row.marginBefore!)} → ${percent(row.marginAfter!)}` : '—'}</Table.Td>}
                </Table.Tr>
                {open === row.id && <Table.Tr><Table.Td colSpan={cost ? 8 : 7}><EffectLines id={row.id} currency={currency} /></Table.Td></Table.Tr>}
              </Fragment>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {effect.buyerCount > buyers.nodes.length && <p className="meta">{t('prices.moreBuyers', { shown: number(buyers.nodes.length), total: number(effect.buyerCount) })}</p>}
    </>
  )
}
