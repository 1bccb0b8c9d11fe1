import { IconArrowBackUp, IconCheck, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Empty } from '../../shared/Empty'
import { useFormat } from '../../shared/format'
import { Loaded } from '../../shared/Loaded'
import { Notice } from '../../shared/Notice'
import { usePermission } from '../../shared/session/Session'
import { StateBadge } from '../../shared/StateBadge'
import { toastDone } from '../../shared/toasts'
import { useCommand } from '../../shared/useCommand'
import { ApplyPriceChangeDocument, DiscardPriceChangeDocument, PriceChangeDocument, type PriceChangeQuery, UndoPriceChangeDocument } from '../gql/graphql'
import { RecordSkeleton } from '../record/RecordPage'
import { TitleBar, type PageAction } from '../shell/TitleBar'
import { ChangeItems } from './ChangeItems'
import { EffectPanel } from './EffectPanel'
import c from './entries.module.css'
import { useChangeWords } from './useChangeWords'
import { useEvery } from './useEvery'

const LOOK_AGAIN = 900

export function PriceChangePage({ id }: { id: string }) {
  const cost = usePermission('cost:read')
  const query = useQuery({ query: PriceChangeDocument, variables: { id, cost }, requestPolicy: 'cache-and-network' })
  return <Loaded query={query} skeleton={<RecordSkeleton />}>{({ priceChange }) => (priceChange ? <Change change={priceChange} reload={() => query[1]({ requestPolicy: 'network-only' })} /> : <Empty kind="notFound" />)}</Loaded>
}

/** What a change would make of each price, and what it would have made of past orders; then it is applied, put away, or taken back. */
function Change({ change, reload }: { change: NonNullable<PriceChangeQuery['priceChange']>; reload: () => void }) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const { nameOf } = useChangeWords()
  const { id, state, actions, priceList, changeCount, faultCount, progress } = change
  const [shown, setShown] = useState<'all' | 'faults' | 'below'>(faultCount ? 'faults' : 'all')
  const undo = useCommand(UndoPriceChangeDocument), discard = useCommand(DiscardPriceChangeDocument, { done: t('prices.discarded') })
  const takeBack = async () => { if ((await undo.run({ id }))?.priceChange?.state === 'Undone') toastDone(t('prices.undone')) }
  const apply = useCommand(ApplyPriceChangeDocument)
  const working = state === 'Applying' || state === 'Undoing'
  useEvery(LOOK_AGAIN, working, reload)
  const may = (verb: string) => actions.includes(verb)
  const offered: (PageAction | false)[] = [
    may('discard') && { id: 'discard', label: t('prices.discard'), icon: IconTrash, tone: 'danger', pending: discard.pending, run: () => void discard.run({ id }) },
    may('undo') && { id: 'undo', label: t('prices.undo'), icon: IconArrowBackUp, hotkey: 'u', pending: undo.pending, run: () => void takeBack() },
    may('apply') && {
      id: 'apply', label: t('prices.apply', { count: changeCount, formatted: number(changeCount) }), icon: IconCheck, hotkey: 'a', tone: 'primary', pending: apply.pending,
      run: () => void apply.run({ id }).then((payload) => { if (payload?.priceChange?.state === 'Applied') toastDone(t('prices.applied', { count: changeCount, formatted: number(changeCount) }), takeBack) }),
    },
  ]
  const facts: [label: string, value: number | null | undefined, tone?: 'bad'][] = [
    [t('prices.willChange'), changeCount], [t('prices.staysSame'), change.sameCount || null], [t('prices.skipped'), change.skippedCount || null], [t('prices.faultCount'), faultCount || null, 'bad'], [t('prices.belowCost'), change.belowCostCount || null, 'bad'],
  ]
  return (
    <div className={c.page}>
      <TitleBar title={nameOf(change)} crumb={{ to: `/price-lists/${priceList!.id}`, label: priceList!.name }} after={<StateBadge state={state} />} actions={offered.filter((one) => one !== false)} />
      <div className={c.scroll} tabIndex={0} role="region" aria-label={nameOf(change)}>
        {change.outdated && <Notice tone="amber" title={t('prices.outdated')}>{t('prices.outdatedHint')}</Notice>}
        {change.problem && <Notice tone="red" title={t('prices.problem')}>{t(`prices.problems.${change.problem}`, { defaultValue: change.problem })}</Notice>}
        {faultCount > 0 && <Notice tone="red" title={t('prices.hasFaults')}>{t('prices.hasFaultsHint')}</Notice>}
        {state === 'Applied' && !may('undo') && <Notice tone="grey">{t('prices.cannotUndo')}</Notice>}
        {working && (
          <div>
            <p aria-live="polite" style={{ margin: '0 0 6px' }}>{t(state === 'Applying' ? 'prices.applying' : 'prices.undoing', { progress: number(progress), total: number(changeCount) })}</p>
            <div className={c.bar} role="progressbar" aria-label={t('prices.progress')} aria-valuemin={0} aria-valuemax={changeCount} aria-valuenow={Math.min(progress, changeCount)}><span style={{ width: `${Math.min(100, (progress / Math.max(1, changeCount)) * 100)}%` }} /></div>
          </div>
        )}
        <dl className={c.numbers}>{facts.map(([label, value, tone]) => value != null && <div key={label}><dt>{label}</dt><dd data-tone={tone}>{number(value)}</dd></div>)}</dl>
        <ChangeItems id={id} currency={priceList!.currency} shown={shown} onShown={setShown} faults={faultCount > 0} below={(change.belowCostCount ?? 0) > 0} dated={change.fromDay != null} lines={change.source === 'IMPORT'} />
        {faultCount === 0 && changeCount > 0 && <EffectPanel changeId={id} may={state === 'Prepared'} latest={change.effects[0]?.id} reload={reload} />}
      </div>
    </div>
  )
}
