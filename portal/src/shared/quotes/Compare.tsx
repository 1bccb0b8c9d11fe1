import { Group, Modal, Select } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Empty } from '../Empty'
import { useFormat } from '../format'
import { CompareQuoteVersionsDocument, type CompareQuoteVersionsQuery } from '../gql/graphql'
import { Loaded } from '../Loaded'
import { SkeletonRows } from '../Skeletons'
import c from './compare.module.css'

type Comparison = NonNullable<NonNullable<CompareQuoteVersionsQuery['quote']>['comparison']>
type Line = Comparison['lines'][number]

/** Two versions of a quote side by side: what came, went and changed. */
export function Compare({ quoteId, versions, onClose }: { quoteId: string; /** Newest first. */ versions: readonly { number: number }[]; onClose: () => void }) {
  const { t } = useTranslation()
  const [after, setAfter] = useState(versions[0]!.number)
  const [before, setBefore] = useState(versions[1]!.number)
  const query = useQuery({ query: CompareQuoteVersionsDocument, variables: { id: quoteId, before, after }, pause: before === after, requestPolicy: 'cache-and-network' })
  const data = versions.map(({ number }) => ({ value: String(number), label: number === 0 ? t('compare.request') : t('compare.version', { number }) }))
  return (
    <Modal opened onClose={onClose} size="xl" title={t('compare.title')} closeButtonProps={{ 'aria-label': t('close') }}>
      <Group grow gap="sm" mb="md" align="start">
        <Select label={t('compare.before')} data={data.filter(({ value }) => value !== String(after))} allowDeselect={false} value={String(before)} onChange={(value) => value && setBefore(Number(value))} />
        <Select label={t('compare.after')} data={data.filter(({ value }) => value !== String(before))} allowDeselect={false} value={String(after)} onChange={(value) => value && setAfter(Number(value))} />
      </Group>
      <Loaded query={query} skeleton={<SkeletonRows rows={4} columns={4} height={34} />}>
        {({ quote }) => (quote?.comparison ? <Differences of={quote.comparison} /> : <Empty kind="notFound" />)}
      </Loaded>
    </Modal>
  )
}

function Differences({ of: { currency, fields, lines } }: { of: Comparison }) {
  const { t } = useTranslation()
  const { date, money, number, percent } = useFormat()
  const said = (field: string, value: string | null | undefined) => (value == null || value === '' ? '—'
    : ['subtotal', 'total'].includes(field) ? money(value, currency) : field === 'discountPercent' ? percent(value) : field === 'validUntil' ? date(value) : field === 'paymentDays' ? t('compare.days', { count: Number(value) }) : value)
  const same = lines.filter(({ change }) => change === 'Same').length, different = lines.filter(({ change }) => change !== 'Same')
  if (!fields.length && !different.length) return <p className="muted">{t('compare.nothing')}</p>
  return (
    <>
      {fields.length > 0 && (
        <dl className={c.fields}>
          {fields.map(({ field, before, after }) => (
            <div key={field}><dt>{t(`compare.field.${field}`)}</dt><dd><del>{said(field, before)}</del> <span aria-hidden>→</span> <ins>{said(field, after)}</ins></dd></div>
          ))}
        </dl>
      )}
      <ul className={c.lines}>
        {different.map((line, index) => (
          <li key={index} data-change={line.change}>
            <div className={c.head}><span><b>{line.sku}</b> {line.name}</span><span className={c.change}>{t(`compare.change.${line.change}`)}</span></div>
            <dl className={c.values}>
              {(['quantity', 'unitPrice', 'discountPercent', 'amount'] as const).map((field) => <Value key={field} line={line} field={field} say={(of) => (field === 'quantity' ? number(of.quantity) : field === 'discountPercent' ? percent(of.discountPercent) : money(of[field], currency))} />)}
            </dl>
            {line.changed.includes('parts') && <Pieces {...line} />}
            {line.changed.includes('description') && <p className="meta">{t('compare.description')}</p>}
          </li>
        ))}
      </ul>
      {same > 0 && <p className="muted">{t('compare.same', { count: same })}</p>}
    </>
  )
}

function Value({ line: { before, after, changed }, field, say }: { line: Line; field: string; say: (of: NonNullable<Line['after']>) => string }) {
  const { t } = useTranslation()
  const differs = before && after && changed.includes(field)
  return <div><dt>{t(`compare.value.${field}`)}</dt><dd>{differs && <><del>{say(before)}</del> <span aria-hidden>→</span> </>}{differs ? <ins>{say(after)}</ins> : say((after ?? before)!)}</dd></div>
}

/** Of something configured: what is built in or chosen now, beside what was. */
function Pieces({ added, removed }: Pick<Line, 'added' | 'removed'>) {
  const { t } = useTranslation()
  return (
    <dl className={c.values}>
      {([['removed', removed], ['added', added]] as const).map(([key, pieces]) => pieces.length > 0 && (
        <div key={key}><dt>{t(`compare.${key}`)}</dt><dd>{pieces.map((piece) => <div key={piece}>{key === 'removed' ? <del>{piece}</del> : <ins>{piece}</ins>}</div>)}</dd></div>
      ))}
    </dl>
  )
}
