import { useRef, useState, type ClipboardEvent, type KeyboardEvent } from 'react'
import { useDisclosure } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { useClient } from 'urql'
import { usePermission } from '../../shared/session/Session'
import type { PromisedLine } from '../../shared/promise/usePromise'
import { toastDone, toastFailed } from '../../shared/toasts'
import { ProductsBySkuDocument, type PickedProductFragment } from '../gql/graphql'
import { AddConfigured } from './AddConfigured'
import { Configure } from './Configure'
import { AddLine } from './AddLine'
import { digitsOf } from '../../shared/decimal'
import { configuredLine, newLine, type DraftLine } from './draft'
import { EDITABLE, parseCell, type Editable } from './lineColumns'
import type { Move } from './LineInput'
import { LineRow, type Refused } from './LineRow'
import { isTable, parsePaste } from './paste'
import type { QuoteDraft } from './useQuoteDraft'
import c from './quotes.module.css'

type Props = { quote: QuoteDraft; partnerId: string | null; currency: string; editable: boolean; promiseOf: (at: number) => PromisedLine | undefined; margins?: Map<string, { unitCost?: string | null; marginPercent?: string | null }> }

/** The lines as a spreadsheet: arrows move, typing edits, Enter goes down, Ctrl-D duplicates, Delete removes, paste adds. */
export function LineGrid({ quote: { draft, change, setLine }, partnerId, currency, editable, promiseOf, margins }: Props) {
  const { t } = useTranslation()
  const client = useClient()
  const cost = usePermission('cost:read')
  const box = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState({ row: 0, column: 0 })
  const [editing, setEditing] = useState<{ text?: string }>()
  const [refused, setRefused] = useState<Record<string, Refused>>({})
  const [configuring, { open: openConfigured, close: closeConfigured }] = useDisclosure()
  // a model that is answered for a new line, or what a line was configured as
  const [answering, setAnswering] = useState<{ from?: { modelId: string; name: string }; line?: DraftLine }>()
  const mayConfigure = usePermission('configuration:use')
  const digits = digitsOf(currency)
  const last = EDITABLE.length - 1
  const { lines } = draft

  const focus = (row: number, column: number, count = lines.length) => {
    setEditing(undefined)
    const to = Math.max(0, Math.min(count, row))
    setActive({ row: to, column })
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(to === count ? '[data-add]' : `[data-cell="${to}:${column}"]`)?.focus())
  }
  const insert = (added: DraftLine[], at = lines.length) => change((before) => ({ ...before, lines: [...before.lines.slice(0, at), ...added, ...before.lines.slice(at)] }))
  const add = (product: PickedProductFragment) => {
    insert([newLine(product, currency)])
    const row = lines.length
    setActive({ row, column: 0 })
    requestAnimationFrame(() => requestAnimationFrame(() => { box.current?.querySelector<HTMLElement>(`[data-cell="${row}:0"]`)?.focus(); setEditing({}) }))
  }
  const remove = (row: number) => {
    const line = lines[row]
    if (!line) return
    change((before) => ({ ...before, lines: before.lines.filter(({ key }) => key !== line.key) }))
    // The same key may not come back: the server has forgotten the line's id by then.
    toastDone(t('quotes.lineRemoved', { sku: line.product.sku }), () => insert([{ ...line, id: undefined, key: crypto.randomUUID() }], row))
    requestAnimationFrame(() => focus(Math.min(row, lines.length - 2), active.column, lines.length - 1))
  }
  // What was refused stays in its cell until it is put right or given up.
  const mark = ({ key }: DraftLine, field: Editable, bad?: Refused[Editable]) => setRefused((before) => ({ ...before, [key]: { ...before[key], [field]: bad } }))
  const done = (row: number, field: Editable, text: string | undefined, move?: Move) => {
    const line = lines[row]!
    if (text === undefined) mark(line, field)
    else if (!commit(field, text, line)) { if (!move) setEditing(undefined); return false }
    setEditing(undefined)
    if (move) focus(row + move.row, Math.max(0, Math.min(last, active.column + move.column)))
    return true
  }
  const commit = (field: Editable, text: string, line: DraftLine) => {
    const patch = parseCell(field, text, line, digits)
    if (patch) setLine(line.key, patch)
    mark(line, field, patch ? undefined : { text, message: t(`quotes.invalid.${field}`) })
    return !!patch
  }
  const configured = ({ id, offer }: Parameters<Parameters<typeof Configure>[0]['onDone']>[0]) => {
    const { product, parts, listPrice, netPrice, ...made } = configuredLine(id, offer, currency), { line } = answering!
    setAnswering(undefined)
    if (line) setLine(line.key, { configurationId: id, product, parts, listPrice, netPrice, priced: false, description: null, unitPrice: null })
    else insert([{ ...made, product, parts, listPrice, netPrice }])
  }
  const paste = async (text: string) => {
    const { rows, refused: unread } = parsePaste(text)
    if (unread.length > 0) toastFailed(t('quotes.unreadRows', { rows: unread.slice(0, 12).join(' · ') }))
    if (rows.length === 0) return
    const { data } = await client.query(ProductsBySkuDocument, { skus: rows.map(({ sku }) => sku), cost }).toPromise()
    const bySku = new Map((data?.productsBySku ?? []).map((product) => [product.sku.toUpperCase(), product]))
    const found = rows.flatMap(({ sku, quantity }) => { const product = bySku.get(sku.toUpperCase()); return product ? [newLine(product, currency, quantity)] : [] })
    const missing = rows.filter(({ sku }) => !bySku.has(sku.toUpperCase())).map(({ sku }) => sku)
    if (found.length > 0) { insert(found); toastDone(t('quotes.pasted', { count: found.length })) }
    if (missing.length > 0) toastFailed(t('quotes.unknownSkus', { skus: missing.slice(0, 12).join(', ') }))
  }
  const onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text/plain')
    if (!editable || editing || !isTable(text)) return
    event.preventDefault()
    void paste(text)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.target as HTMLElement).matches('[data-cell]')) return
    const { row, column } = active
    const line = lines[row]
    const command = event.ctrlKey || event.metaKey
    const keys: Record<string, () => void> = {
      ArrowDown: () => focus(row + 1, column), ArrowUp: () => focus(row - 1, column), ArrowRight: () => focus(row, Math.min(last, column + 1)), ArrowLeft: () => focus(row, Math.max(0, column - 1)),
      Home: () => focus(command ? 0 : row, 0), End: () => focus(command ? lines.length : row, last), PageDown: () => focus(row + 10, column), PageUp: () => focus(row - 10, column),
      ...(editable && line ? {
        Enter: () => setEditing({}), F2: () => setEditing({}), Delete: () => remove(row), Backspace: () => setEditing({ text: '' }),
        ...(command ? { d: () => { insert([{ ...line, key: crypto.randomUUID(), id: undefined }], row + 1); requestAnimationFrame(() => focus(row + 1, column, lines.length + 1)) } } : {}),
      } : {}),
    }
    const act = keys[event.key]
    // A digit starts a new value, as in a spreadsheet.
    if (!act && editable && !command && /^[\d.,-]$/.test(event.key)) { event.preventDefault(); return setEditing({ text: event.key }) }
    if (!act) return
    event.preventDefault()
    event.stopPropagation()
    act()
  }

  return (
    <div ref={box} className={c.lines} data-margin={margins && true} onPaste={onPaste}>
      <div role="grid" aria-label={t('quotes.lines')} aria-rowcount={lines.length + 1} onKeyDown={onKeyDown}>
        <div role="row" className={`${c.line} ${c.lineHead}`}>
          {(['product', 'quantity', 'listPrice', 'netPrice', 'discount', 'unitPrice', 'amount', ...(margins ? ['margin'] : [])] as const).map((field) => <span key={field} role="columnheader" data-column={field}>{t(`field.${field}`)}</span>)}
          <span role="columnheader" data-column="menu"><span className="visually-hidden">{t('actions')}</span></span>
        </div>
        {lines.map((line, row) => (
          <LineRow key={line.key} line={line} row={row} promise={promiseOf(row)} currency={currency} digits={digits} editable={editable} margin={margins && { unitCost: line.unitCost ?? margins.get(line.id ?? '')?.unitCost }}
            active={active.row === row ? active.column : active.row >= lines.length && row === lines.length - 1 ? 0 : undefined} editing={active.row === row ? editing : undefined}
            onActivate={(column) => { if (active.row !== row || active.column !== column) { setActive({ row, column }); setEditing(undefined) } }} onEdit={() => setEditing({})}
            bad={refused[line.key] ?? {}} onDone={(field, text, move) => done(row, field, text, move)}
            onDuplicate={() => insert([{ ...line, key: crypto.randomUUID(), id: undefined }], row + 1)} {...(mayConfigure && line.configurationId ? { onReconfigure: () => setAnswering({ line }) } : {})} onRemove={() => remove(row)} />
        ))}
      </div>
      {lines.length === 0 && !editable && <p className="muted" style={{ padding: 16 }}>{t('quotes.noLines')}</p>}
      {editable && mayConfigure && <div className={c.addConfigured}><button type="button" className="link" onClick={openConfigured}>{t('configured.add')}</button></div>}
      {configuring && <AddConfigured partnerId={partnerId} currency={currency} onClose={closeConfigured} onAdd={(line) => { closeConfigured(); insert([line]) }} onNew={(from) => { closeConfigured(); setAnswering({ from }) }} />}
      {answering && <Configure {...(answering.from ? { from: answering.from } : { configurationId: answering.line!.configurationId! })} partnerId={partnerId} onClose={() => setAnswering(undefined)} onDone={configured} />}
      {editable && <AddLine onAdd={add} onUp={() => focus(lines.length - 1, 0)} hint={lines.length === 0} />}
    </div>
  )
}
