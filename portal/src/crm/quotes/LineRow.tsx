import { ActionIcon, Menu, Popover } from '@mantine/core'
import { IconAdjustmentsCog, IconCopy, IconDots, IconTrash } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../shared/format'
import { amountOf, marginOf, unitPriceOf } from './amounts'
import { LineParts } from '../../shared/LineParts'
import { useParts } from '../../shared/promise/Together'
import type { PromisedLine } from '../../shared/promise/usePromise'
import type { DraftLine } from './draft'
import { LineInput, type Move } from './LineInput'
import { EDITABLE, type Editable } from './lineColumns'
import c from './quotes.module.css'

export type Refused = Partial<Record<Editable, { text: string; message: string }>>

type Props = {
  line: DraftLine
  row: number
  currency: string
  digits: number
  editable: boolean
  promise?: PromisedLine
  /** Given to those who may see it. */
  margin?: { unitCost?: string | null }
  /** The column in the tab order, when it is in this row. */
  active?: number
  editing?: { text?: string }
  /** What was typed and could not be taken, still to be put right. */
  bad: Refused
  onActivate: (column: number) => void
  onEdit: () => void
  onDone: (field: Editable, text: string | undefined, move?: Move) => boolean
  onDuplicate: () => void
  /** Given where the line was configured. */
  onReconfigure?: () => void
  onRemove: () => void
}

export function LineRow({ line, row, promise, currency, digits, editable, margin, active, editing, bad, onActivate, onEdit, onDone, onDuplicate, onReconfigure, onRemove }: Props) {
  const { t } = useTranslation()
  const { amount, date, number, percent } = useFormat()
  const parts = useParts()
  const { product, quantity, listPrice, netPrice, discountPercent, priced } = line
  const unit = unitPriceOf(line, digits)
  const share = margin && marginOf({ ...line, unitCost: margin.unitCost }, digits)
  const raw: Record<Editable, string> = { quantity: String(quantity), discountPercent, unitPrice: unit }
  const shown: Record<Editable, string> = { quantity: number(quantity), discountPercent: discountPercent ? percent(discountPercent) : '', unitPrice: amount(unit, currency) }

  const cell = (field: Editable, column: string) => {
    const index = EDITABLE.indexOf(field)
    return (
      <span role="gridcell" data-column={column} data-label={t(`field.${column}`)} data-cell={`${row}:${index}`} data-editable={editable || undefined} tabIndex={active === index ? 0 : -1} aria-readonly={!editable} aria-label={`${t(`field.${column}`)} ${bad[field] ? `${bad[field].text}. ${bad[field].message}` : shown[field]}`} data-bad={bad[field] && true}
        onFocus={() => onActivate(index)} onDoubleClick={() => { if (editable) onEdit() }}>
        {editing && active === index
          ? <LineInput label={t(`field.${column}`)} value={raw[field]} start={editing.text ?? bad[field]?.text} bad={!!bad[field]} onDone={(text, move) => onDone(field, text, move)} />
          : bad[field]?.text || shown[field] || (editable ? <span className={c.blank}>–</span> : '')}
        {bad[field] && <span role="alert" className={c.cellError}>{bad[field].message}</span>}
      </span>
    )
  }

  return (
    <div role="row" className={c.line} aria-rowindex={row + 2}>
      <span role="gridcell" data-column="product">
        <Link to="/products/$id" params={{ id: product.id }} className={c.sku} tabIndex={-1}>{product.sku}</Link><span className="ellipsis" title={product.name}>{product.name}</span>
        {line.parts && <Popover position="bottom-start" width={420} shadow="md"><Popover.Target><button type="button" className={c.built}>{t('lineParts.builtOf', { count: line.parts.length })}</button></Popover.Target><Popover.Dropdown><LineParts parts={line.parts} currency={currency} open /></Popover.Dropdown></Popover>}
        {promise && <span className={promise.quantityFromStock < promise.quantity ? c.short : c.day} title={parts(promise.parts)}>{date(promise.date, 'short')}</span>}
      </span>
      {cell('quantity', 'quantity')}
      <span role="gridcell" data-column="listPrice" className="muted">{listPrice && amount(listPrice, currency)}</span>
      <span role="gridcell" data-column="netPrice" className={priced ? undefined : c.pending}>{priced ? amount(netPrice, currency) : '…'}</span>
      {cell('discountPercent', 'discount')}
      {cell('unitPrice', 'unitPrice')}
      <span role="gridcell" data-column="amount" data-label={t('field.amount')} className={priced ? undefined : c.pending}>{amount(amountOf(line, digits), currency)}</span>
      {margin && <span role="gridcell" data-column="margin" data-low={share !== undefined && Number(share) < 10 ? true : undefined}>{share === undefined ? '—' : percent(share)}</span>}
      <span role="gridcell" data-column="menu">
        {editable && (
          <Menu position="bottom-end">
            <Menu.Target><ActionIcon size={24} aria-label={t('quotes.lineActions', { sku: product.sku })}><IconDots size={14} /></ActionIcon></Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<IconCopy size={14} />} rightSection={<span className="meta">Ctrl D</span>} onClick={onDuplicate}>{t('quotes.duplicate')}</Menu.Item>
              {onReconfigure && <Menu.Item leftSection={<IconAdjustmentsCog size={14} />} onClick={onReconfigure}>{t('configured.again')}</Menu.Item>}
              <Menu.Item leftSection={<IconTrash size={14} />} rightSection={<span className="meta">Del</span>} onClick={onRemove}>{t('remove')}</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </span>
    </div>
  )
}
