import { Table } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { minus } from '../../shared/decimal'
import { useFormat } from '../../shared/format'
import { LineParts } from '../../shared/LineParts'
import { useParts } from '../../shared/promise/Together'
import type { OrderSheetFragment } from '../gql/graphql'
import type { Promises } from './useConfirm'
import c from './orders.module.css'

/** The lines with what is in stock, reserved, shipped – and, while the order waits, what may be promised for each. */
export function OrderLines({ order, promises }: { order: OrderSheetFragment; promises?: Promises }) {
  const { t } = useTranslation()
  const { date, money, number } = useFormat()
  const said = useParts()
  const { currency, lines, subtotal, total, requestedDate } = order
  const promiseOf = new Map(promises?.map((promise) => [promise.orderLineId, promise]))
  const shipped = lines.some(({ shippedQuantity }) => shippedQuantity > 0)
  const sums: [string, string][] = [...(subtotal != null && total != null && Number(subtotal) !== Number(total) ? [[t('quotes.subtotal'), money(subtotal, currency)], [t('field.discount'), money(minus(total, subtotal), currency)]] as [string, string][] : []), [t('field.total'), money(total, currency)]]
  return (
    <div className={c.scroll}>
      <Table className={c.table} aria-label={t('orders.lines')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('field.product')}</Table.Th><Table.Th className="num">{t('field.quantity')}</Table.Th><Table.Th className="num">{t('field.available')}</Table.Th>
            {shipped && <Table.Th className="num">{t('orders.shipped')}</Table.Th>}
            <Table.Th className={c.promise}>{t('orders.promise')}</Table.Th><Table.Th className="num">{t('field.unitPrice')}</Table.Th><Table.Th className="num">{t('field.amount')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map(({ id, product, description, parts: built, choices, quantity, unitPrice, amount, shippedQuantity, promiseDate, promiseParts, deliveredQuantity, canceledQuantity, returnedQuantity }) => {
            const promise = promiseOf.get(id)
            const day = promise?.date ?? promiseDate, parts = promise?.parts ?? promiseParts
            return (
              <Table.Tr key={id}>
                <Table.Td>{product && <><Link className="link" to="/products/$id" params={{ id: product.id }}>{product.sku}</Link> {product.name}</>}{built && <>{description && <div className="meta">{description}</div>}<LineParts parts={built} choices={choices} currency={currency} /></>}</Table.Td>
                <Table.Td className="num" data-label={t('field.quantity')}>{canceledQuantity > 0 && <><s className="muted">{number(quantity)}</s> </>}{number(quantity - canceledQuantity)}</Table.Td>
                <Table.Td className={`num ${product && product.available < quantity ? c.late : 'muted'}`} data-label={t('field.available')}>{product && number(product.available)}</Table.Td>
                {shipped && <Table.Td className="num" data-label={t('orders.shipped')}>{number(shippedQuantity)}{[deliveredQuantity > 0 && t('orders.delivered', { count: deliveredQuantity }), returnedQuantity > 0 && t('orders.returned', { count: returnedQuantity })].filter(Boolean).map((part) => <span key={part as string} className={`meta ${c.part}`}>{part}</span>)}</Table.Td>}
                <Table.Td className={`${c.promise} ${requestedDate && day && day > requestedDate && shippedQuantity < quantity ? c.late : ''}`} data-label={t('orders.promise')}>
                  {date(day)}{parts.length > 1 ? <span className={`meta ${c.part}`}>{said(parts)}</span> : promise && promise.quantityFromStock < quantity && <span className={`meta ${c.part}`}>{t('orders.fromStock', { count: promise.quantityFromStock })}</span>}
                </Table.Td>
                <Table.Td className="num" data-label={t('field.unitPrice')}>{unitPrice && money(unitPrice, currency)}</Table.Td><Table.Td className="num" data-label={t('field.amount')}>{amount && money(amount, currency)}</Table.Td>
              </Table.Tr>
            )
          })}
        </Table.Tbody>
        <Table.Tfoot>{sums.map(([label, sum]) => <Table.Tr key={label}><Table.Td colSpan={shipped ? 6 : 5} className="num">{label}</Table.Td><Table.Td className="num">{sum}</Table.Td></Table.Tr>)}</Table.Tfoot>
      </Table>
    </div>
  )
}
