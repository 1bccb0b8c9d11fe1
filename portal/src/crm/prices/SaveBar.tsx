import { Button, SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DayInput } from '../../shared/DayInput'
import { useFormat } from '../../shared/format'
import c from './entries.module.css'

type Props = { count: number; faulty: number; /** The first fault that the server told. */ fault?: string; tooMany?: number; pending: boolean; onSave: (from: string | null) => void; onPrepare: (from: string | null) => void; onDiscard: () => void }

/** How many rows are not saved, and whether they correct what is there or hold from a day on. */
export function SaveBar({ count, faulty, fault, tooMany, pending, onSave, onPrepare, onDiscard }: Props) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const [how, setHow] = useState('correct')
  const [day, setDay] = useState('')
  const from = how === 'from' ? day : null
  const blocked = pending || faulty > 0 || tooMany !== undefined || (how === 'from' && !day)
  return (
    <div className={c.save} role="region" aria-label={t('prices.unsavedRegion')}>
      <p aria-live="polite" style={{ margin: 0 }}>{t('prices.unsaved', { count, formatted: number(count) })}{faulty > 0 && <b style={{ color: 'var(--danger)', fontWeight: 500 }}> · {t('prices.faulty', { count: faulty, formatted: number(faulty) })}{fault && `: ${fault}`}</b>}{tooMany !== undefined && <b style={{ color: 'var(--danger)', fontWeight: 500 }}> · {t('prices.tooMany', { max: number(tooMany) })}</b>}</p>
      <SegmentedControl size="xs" aria-label={t('prices.how')} value={how} onChange={setHow} data={[{ value: 'correct', label: t('prices.correct') }, { value: 'from', label: t('prices.fromDay') }]} />
      {how === 'from' && <DayInput aria-label={t('prices.firstDay')} placeholder={t('prices.firstDay')} value={day} onChange={setDay} w={150} />}
      <Button variant="subtle" color="gray" onClick={onDiscard}>{t('prices.discard')}</Button>
      <Button variant="default" disabled={blocked} onClick={() => onPrepare(from)}>{t('prices.preview')}</Button>
      <Button disabled={blocked} loading={pending} onClick={() => onSave(from)}>{t('save')}</Button>
    </div>
  )
}
