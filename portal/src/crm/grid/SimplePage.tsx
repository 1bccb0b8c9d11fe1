import { Table } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { UseQueryResponse } from 'urql'
import { Empty } from '../../shared/Empty'
import { Loaded } from '../../shared/Loaded'
import { SkeletonRows } from '../../shared/Skeletons'
import { TitleBar, type PageAction } from '../shell/TitleBar'
import c from './simple.module.css'

type Cell<Row> = { label: string; numeric?: boolean; render: (row: Row) => ReactNode }
type Props<D, Row> = { title: string; query: UseQueryResponse<D, any>; pick: (data: D) => Row[]; columns: Cell<Row>[]; actions?: PageAction[]; hint?: string; /** Said when there is nothing, where that is good news. */ nothing?: string; children?: ReactNode }

/** A short list that comes whole: no filter, no pages. */
export function SimplePage<D, Row extends { id: string }>({ title, query, pick, columns, actions, hint, nothing, children }: Props<D, Row>) {
  const { t } = useTranslation()
  return (
    <>
      <TitleBar title={title} actions={actions} />
      <div className={c.page} tabIndex={0} role="region" aria-label={title}>
        {hint && <p className={`muted ${c.hint}`}>{hint}</p>}
        <Loaded query={query as never} skeleton={<div style={{ paddingInline: 16 }}><SkeletonRows rows={8} columns={columns.length} height={36} /></div>}>
          {(data: D) => pick(data).length === 0 ? nothing ? <Empty kind="nothing" title={nothing} hint="" /> : <Empty kind="nothing" /> : (
            <Table.ScrollContainer minWidth={720} scrollAreaProps={{ type: 'auto', viewportProps: { tabIndex: 0, role: 'group', 'aria-label': title } }}>
              <Table className={c.table} aria-label={title}>
                <Table.Thead><Table.Tr>{columns.map(({ label, numeric }) => <Table.Th key={label} className={numeric ? 'num' : undefined}>{label || <span className="visually-hidden">{t('actions')}</span>}</Table.Th>)}</Table.Tr></Table.Thead>
                <Table.Tbody>
                  {pick(data).map((row) => <Table.Tr key={row.id}>{columns.map(({ label, numeric, render }) => <Table.Td key={label} className={numeric ? 'num' : undefined}>{render(row)}</Table.Td>)}</Table.Tr>)}
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
