import { ActionIcon, Button, Group, Modal, NumberInput, Select, Textarea, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconX } from '@tabler/icons-react'
import { useState, type FormEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { DayInput } from '../DayInput'
import { useFormat } from '../format'
import { CreateSpecialPriceDocument, EditSpecialPriceDocument, OrderProductsDocument, SubmitSpecialPriceDocument, type SpecialPriceTermsFragment } from '../gql/graphql'
import { useFaults } from '../orders/faults'
import { useCommand } from '../useCommand'
import c from './specials.module.css'

export type WantedLine = { id: string; sku: string; name: string; quantity: number; /** What one costs now, where that is known. */ netPrice?: string | null; price?: string }
type Props = {
  /** The draft that is edited; a new one without it. */
  request?: SpecialPriceTermsFragment
  lines?: WantedLine[]; currency?: string
  /** For whom: staff name the partner. */
  partnerId?: string; needsPartner?: boolean; accountId?: string | null
  /** Where partner and end customer are picked. */
  children?: ReactNode
  onDone: (id: string) => void; onClose: () => void
}

const linesOf = ({ lines }: SpecialPriceTermsFragment): WantedLine[] => lines.map(({ product, quantity, requestedPrice, netPrice }) => ({ id: product?.id ?? '', sku: product?.sku ?? '', name: product?.name ?? '', quantity, netPrice, price: requestedPrice }))

/** Asks for a special price: which products, how many, at what, how long and why. Kept as a draft, or sent at once. */
export function RequestDialog({ request, lines: given = [], currency, partnerId, needsPartner, accountId, children, onDone, onClose }: Props) {
  const { t } = useTranslation()
  const { money } = useFormat()
  const [lines, setLines] = useState(request ? linesOf(request) : given)
  const [validFrom, setFrom] = useState(request?.validFrom ?? ''), [validTo, setTo] = useState(request?.validTo ?? '')
  const [competitor, setCompetitor] = useState(request?.competitor ?? ''), [reason, setReason] = useState(request?.reason ?? '')
  const faults = useFaults(), options = { onErrors: faults.onErrors, again: false as const }
  const create = useCommand(CreateSpecialPriceDocument, options), edit = useCommand(EditSpecialPriceDocument, options), submit = useCommand(SubmitSpecialPriceDocument, { done: t('specials.sent'), again: false })
  const at = currency ?? request?.currency, change = (id: string, more: Partial<WantedLine>) => setLines(lines.map((line) => (line.id === id ? { ...line, ...more } : line)))
  const complete = lines.length > 0 && lines.every(({ price, quantity }) => price && quantity > 0) && validFrom && validTo && reason.trim() && (!needsPartner || partnerId)

  const save = async (send: boolean, event?: FormEvent) => {
    event?.preventDefault()
    if (!complete) return
    faults.clear()
    const terms = { accountId: accountId ?? null, validFrom, validTo, competitor: competitor.trim() || null, reason: reason.trim(), lines: lines.map(({ id, quantity, price }) => ({ productId: id, quantity, requestedPrice: price! })) }
    const saved = request ? (await edit.run({ id: request.id, revision: request.revision, terms }))?.specialPrice : (await create.run({ partnerId, terms }))?.specialPrice
    if (!saved) return
    if (send) await submit.run({ id: saved.id })
    onDone(saved.id)
  }
  const pending = create.pending || edit.pending || submit.pending
  return (
    <Modal opened onClose={onClose} title={t(request ? 'specials.edit' : 'specials.ask')} size={620} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={(event) => void save(true, event)} className={c.form}>
        {children}
        <ul className={c.rows}>
          {lines.map((line, index) => (
            <li key={line.id}>
              <span><b>{line.sku}</b> {line.name}{line.netPrice && at && <span className="meta"> · {t('specials.now', { price: money(line.netPrice, at) })}</span>}</span>
              <NumberInput aria-label={t('specials.quantityOf', { sku: line.sku })} min={1} allowDecimal={false} value={line.quantity} onChange={(value) => change(line.id, { quantity: Number(value) || 0 })} />
              <NumberInput aria-label={t('specials.priceOf', { sku: line.sku })} placeholder={t('specials.price')} min={0} decimalScale={4} suffix={at ? ` ${at}` : ''} value={line.price ?? ''} error={Boolean(faults.at('terms', 'lines', index))} onChange={(value) => change(line.id, { price: String(value) })} />
              <ActionIcon variant="subtle" color="gray" aria-label={t('specials.remove', { sku: line.sku })} onClick={() => setLines(lines.filter(({ id }) => id !== line.id))}><IconX size={15} /></ActionIcon>
              {faults.at('terms', 'lines', index) && <span className={c.error} role="alert">{faults.at('terms', 'lines', index)}</span>}
            </li>
          ))}
        </ul>
        <FindProduct onFound={(product) => setLines([...lines.filter(({ id }) => id !== product.id), { ...product, quantity: 1 }])} />
        <div className={c.pair}>
          <DayInput label={t('specials.validFrom')} required value={validFrom} error={faults.at('terms', 'validFrom')} onChange={setFrom} />
          <DayInput label={t('specials.validTo')} required value={validTo} error={faults.at('terms', 'validTo')} onChange={setTo} />
        </div>
        <TextInput label={t('specials.competitor')} description={t('specials.competitorHint')} maxLength={500} value={competitor} onChange={(event) => setCompetitor(event.currentTarget.value)} />
        <Textarea label={t('specials.reason')} required autosize minRows={2} maxLength={2000} value={reason} error={faults.at('terms', 'reason')} onChange={(event) => setReason(event.currentTarget.value)} />
        {faults.rest(['terms']).map((message) => <p key={message} className={c.error} role="alert">{message}</p>)}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>{t('cancel')}</Button>
          <Button variant="default" disabled={!complete} loading={pending} onClick={() => void save(false)}>{t('specials.keep')}</Button>
          <Button type="submit" disabled={!complete} loading={pending}>{t('specials.send')}</Button>
        </Group>
      </form>
    </Modal>
  )
}

function FindProduct({ onFound }: { onFound: (product: { id: string; sku: string; name: string }) => void }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const [text] = useDebouncedValue(typed.trim(), 180)
  const [{ data }] = useQuery({ query: OrderProductsDocument, variables: { text }, pause: text.length < 2 })
  const found = text.length < 2 ? [] : data?.products.nodes ?? []
  return (
    <Select label={t('specials.addProduct')} placeholder={t('search')} searchable value={null} searchValue={typed} onSearchChange={setTyped} nothingFoundMessage={t('palette.nothing')} filter={({ options }) => options}
      data={found.map(({ id, sku, name }) => ({ value: id, label: `${sku} · ${name}` }))} onChange={(id) => { const product = found.find((one) => one.id === id); if (product) { onFound(product); setTyped('') } }} />
  )
}
