import { Table, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Empty } from '../../shared/Empty'
import { useFormat } from '../../shared/format'
import { Loaded } from '../../shared/Loaded'
import { Notice } from '../../shared/Notice'
import { ConfigurationDocument, type ConfigurationQuery } from '../gql/graphql'
import { RecordSkeleton } from '../record/RecordPage'
import { TitleBar } from '../shell/TitleBar'
import c from '../models/models.module.css'

export function ConfigurationPage({ id }: { id: string }) {
  const query = useQuery({ query: ConfigurationDocument, variables: { id } })
  return <Loaded query={query} skeleton={<RecordSkeleton />}>{({ configuration }) => (configuration ? <Sheet of={configuration} /> : <Empty kind="notFound" />)}</Loaded>
}

/** A saved configuration: what was chosen, its parts, what it costs its buyer today, and when it can leave. */
function Sheet({ of: { name, version, partner, createdBy, updatedAt, outdated, offer } }: { of: NonNullable<ConfigurationQuery['configuration']> }) {
  const { t } = useTranslation()
  const { date, money, number } = useFormat()
  const price = (amount: string | null | undefined) => (amount == null ? '—' : money(amount, offer.currency))
  return (
    <>
      <TitleBar title={name} crumb={{ to: '/configurations', label: t('nav.configurations') }} after={<span className="muted">{version?.model?.name} · {t('models.version', { number: version?.number })}</span>} actions={[]} />
      <div className={`${c.panel} ${c.tabs}`} tabIndex={0} role="region" aria-label={name}>
        {outdated && <Notice tone="amber">{t('configured.outdated')}</Notice>}
        <p className="muted">{partner && <Link className="link" to="/partners/$id" params={{ id: partner.id }}>{partner.name}</Link>}{[createdBy?.name, date(updatedAt), offer.date && t('configured.leaves', { date: date(offer.date) })].filter(Boolean).map((one) => <span key={one as string}> · {one}</span>)}</p>
        <Table aria-label={t('models.parts')} maw={900}>
          <Table.Thead><Table.Tr><Table.Th>{t('field.product')}</Table.Th><Table.Th className="num">{t('field.quantity')}</Table.Th><Table.Th className="num">{t('field.unitPrice')}</Table.Th><Table.Th className="num">{t('field.amount')}</Table.Th></Table.Tr></Table.Thead>
          <Table.Tbody>
            {offer.lines.map((line) => <Table.Tr key={line.sku}><Table.Td>{line.productId && <Link className="link" to="/products/$id" params={{ id: line.productId }}>{line.sku}</Link>} {line.name}</Table.Td><Table.Td className="num">{number(line.quantity)}</Table.Td><Table.Td className="num">{price(line.netPrice)}</Table.Td><Table.Td className="num">{price(line.amount)}</Table.Td></Table.Tr>)}
            {offer.surcharges.map((one) => <Table.Tr key={`${one.option} ${one.choice}`}><Table.Td colSpan={3}>{one.name}</Table.Td><Table.Td className="num">{price(one.amount)}</Table.Td></Table.Tr>)}
          </Table.Tbody>
          <Table.Tfoot><Table.Tr><Table.Td colSpan={3} className="num">{t('field.total')}</Table.Td><Table.Td className="num"><b>{price(offer.total)}</b></Table.Td></Table.Tr></Table.Tfoot>
        </Table>
        <Title order={2}>{t('configured.words')}</Title>
        <ul className={c.pieces}>{offer.description.map(({ option, choices }) => <li key={option}><b>{option}</b>: {choices}</li>)}</ul>
      </div>
    </>
  )
}
