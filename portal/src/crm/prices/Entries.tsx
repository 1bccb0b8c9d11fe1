import { Button } from '@mantine/core'
import { useBlocker } from '@tanstack/react-router'
import { IconPlus } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../shared/format'
import type { ListDocument } from '../../shared/list/pages'
import { usePages } from '../../shared/list/usePages'
import { Notice } from '../../shared/Notice'
import { usePermission } from '../../shared/session/Session'
import { toastDone } from '../../shared/toasts'
import { useCommand, type UserError } from '../../shared/useCommand'
import { PreparePriceChangeDocument, PriceListEntriesDocument, SetPriceListEntriesDocument, type PriceListTermsFragment } from '../gql/graphql'
import { SearchField } from '../grid/SearchField'
import c from './entries.module.css'
import { EntryGrid } from './EntryGrid'
import { inputOf, type Entry } from './entryRows'
import { SaveBar } from './SaveBar'
import { useDrafts } from './useDrafts'

const MOST = 500

type Props = { list: PriceListTermsFragment; editable: boolean; reload: () => void; onPrepared: (changeId: string) => void; onUnsaved: (is: boolean) => void; onProduct: (product: { id: string; name: string } | null) => void }

/** The rules of a list: found by words, written in, saved together. */
export function Entries({ list, editable, reload, onPrepared, onUnsaved, onProduct }: Props) {
  const { t } = useTranslation()
  const { total, number } = useFormat()
  const cost = usePermission('cost:read')
  const [search, setSearch] = useState('')
  const [stale, setStale] = useState(false)
  const drafts = useDrafts()
  const { changed } = drafts, unsaved = changed.length > 0
  const asked = { priceListId: list.id, cost, filter: { search: search || null, ended: editable ? null : false }, sort: { by: 'SHOWN', direction: 'ASC' } }
  const { list: rows, total: count, error, loading, outdated, again } = usePages<Entry>(PriceListEntriesDocument as unknown as ListDocument<Entry>, asked)
  useEffect(() => onUnsaved(unsaved), [unsaved, onUnsaved])
  useBlocker({ shouldBlockFn: () => unsaved && !confirm(t('prices.leave')), enableBeforeUnload: unsaved })

  /** Each fault to the cell that it is about. */
  const refused = (errors: UserError[]) => {
    if (errors.some(({ code }) => code === 'STALE')) { setStale(true); return true }
    const told: Record<string, Record<string, string>> = {}
    for (const { path, message } of errors) {
      const [word, place, field] = path, draft = word === 'rows' ? changed[Number(place)] : undefined
      if (!draft) return false
      const cell = field === 'category' || field === 'categoryId' || field === 'id' ? 'sku' : field === 'roundTo' || field === 'roundEnding' ? 'value' : field ?? 'sku'
      told[draft.id] = { ...told[draft.id], [cell]: message }
    }
    drafts.setTold(told)
    return true
  }
  const save = useCommand(SetPriceListEntriesDocument, { onErrors: refused, again: false }), prepare = useCommand(PreparePriceChangeDocument, { onErrors: refused, again: false })
  const input = () => changed.map(inputOf)
  const saved = async (from: string | null) => {
    const payload = await save.run({ id: list.id, revision: list.revision, from, rows: input() })
    if (!payload) return
    drafts.clear()
    setStale(false)
    again()
    toastDone(t('prices.saved', { count: payload.changed ?? 0, formatted: number(payload.changed ?? 0) }))
  }
  const prepared = async (from: string | null) => {
    const payload = await prepare.run({ priceListId: list.id, from, rows: input() })
    if (payload?.priceChange) onPrepared(payload.priceChange.id)
  }
  return (
    <div className={c.frame}>
      <div className={c.tools}>
        <p className="meta">{count && t('prices.entryCount', { count: count.value, total: total(count) })}{editable && <span> · {t('prices.gridHint')}</span>}</p>
        <SearchField value={search} onChange={setSearch} />
        {editable && <Button variant="default" leftSection={<IconPlus size={15} />} onClick={() => drafts.add()}>{t('prices.addRow')}</Button>}
      </div>
      {stale && <div style={{ padding: '8px 16px' }}><Notice tone="amber" title={t('prices.stale')}><p>{t('prices.staleHint')}</p><Button size="compact-sm" variant="default" mt={6} onClick={() => { setStale(false); reload(); again() }}>{t('prices.reload')}</Button></Notice></div>}
      <EntryGrid label={t('prices.entriesOf', { name: list.name })} currency={list.currency} list={rows} total={count?.exact ? count.value : undefined} loading={loading} outdated={outdated} narrowed={search !== ''} editable={editable} drafts={drafts} again={again} failed={!!error}
        onActive={(entry) => onProduct(entry?.product ? { id: entry.product.id, name: entry.product.name } : null)} onPasted={(many) => toastDone(t('prices.pasted', { count: many, formatted: number(many) }))} />
      {unsaved && <SaveBar count={changed.length} faulty={drafts.faulty} fault={Object.values(Object.values(drafts.told)[0] ?? {})[0]} tooMany={changed.length > MOST ? MOST : undefined} pending={save.pending || prepare.pending} onSave={saved} onPrepare={prepared} onDiscard={drafts.clear} />}
    </div>
  )
}
