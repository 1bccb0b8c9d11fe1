import { Table } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { UseQueryResponse } from 'urql'
import { Empty } from '../../shared/Empty'
import { Loaded } from '../../shared/Loaded'
import { SkeletonRows } from '../../shared/Skeletons'
import { TitleBar, type PageAction } from '../shell/TitleBar'
import c from './simple.module.css'

type Cell<Row> = { label: string; numeric?: boolean; render: (row: Row) => ReactNode }
type Props<D, Row> = { title: string; query: UseQueryResponse<D, any>; pick: (data: D) => Row[]; columns: Cell<Row>[]; actions?: PageAction[]; hint?: string; /** Said above the list. */ above?: ReactNode; /** Said when there is nothing, where that is good news. */ nothing?: string; /** Rows that count no more; they are muted. */ over?: (row: Row) => boolean; children?: ReactNode }

/** A short list that comes whole: no filter, no pages. */
export function SimplePage<D, Row extends { id: string }>({ title, query, pick, columns, actions, hint, above, nothing, over, children }: Props<D, Row>) {
  const { t } = useTranslation()
  const phone = useMediaQuery('(max-width: 760px)', false, { getInitialValueInEffect: false })
  return (
    <>
      <TitleBar title={title} actions={actions} />
      <div className={c.page} tabIndex={0} role="region" aria-label={title}>
        {hint && <p className={`muted ${c.hint}`}>{hint}</p>}
        {above}
        <Loaded query={query as never} skeleton={<div style={{ paddingInline: 16 }}><SkeletonRows rows={8} columns={columns.length} height={36} /></div>}>
          {(data: D) => pick(data).length === 0 ? nothing ? <Empty kind="nothing" title={nothing} hint="" /> : <Empty kind="nothing" /> : phone ? <Cards title={title} rows={pick(data)} columns={columns} over={over} /> : (
            <Table.ScrollContainer minWidth={720} scrollAreaProps={{ type: 'auto', viewportProps: { tabIndex: 0, role: 'group', 'aria-label': title } }}>
              <Table className={c.table} aria-label={title}>
                <Table.Thead><Table.Tr>{columns.map(({ label, numeric }) => <Table.Th key={label} className={numeric ? 'num' : undefined}>{label || <span className="visually-hidden">{t('actions')}</span>}</Table.Th>)}</Table.Tr></Table.Thead>
                <Table.Tbody>
                  {pick(data).map((row) => <Table.Tr key={row.id} data-over={over?.(row) || undefined}>{columns.map(({ label, numeric, render }) => <Table.Td key={label} className={numeric ? 'num' : undefined}>{render(row)}</Table.Td>)}</Table.Tr>)}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          )}
        </Loaded>
      </div>
      {children}
    </>
  )
}

/** The same rows on a phone: the name, beside it what can be done, and below it the other facts. */
function Cards<Row extends { id: string }>({ title, rows, columns, over }: { title: string; rows: Row[]; columns: Cell<Row>[]; over?: (row: Row) => boolean }) {
  const name = columns.find(({ numeric }) => !numeric), verb = columns.find(({ label }) => !label)
  return (
    <ul className={c.cards} aria-label={title}>
      {rows.map((row) => (
        <li key={row.id} data-over={over?.(row) || undefined}>
          <div className={c.cardHead}><span>{name?.render(row)}</span>{verb?.render(row)}</div>
          <dl>{columns.filter((column) => column !== name && column !== verb).map(({ label, render }) => <div key={label}><dt>{label}</dt><dd>{render(row)}</dd></div>)}</dl>
        </li>
      ))}
    </ul>
  )
}
