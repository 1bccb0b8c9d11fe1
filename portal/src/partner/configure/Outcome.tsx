import { Button, Drawer } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconCircleCheck, IconCircleDashed, IconShoppingCart, IconWand } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePermission } from '../../shared/session/Session'
import { useFormat } from '../../shared/format'
import type { ConfigureQuery, SavedAnswersQuery } from '../gql/graphql'
import { Price } from '../catalog/Price'
import { Facts } from '../parts/Facts'
import { Bill } from './Bill'
import c from './Configure.module.css'
import { SaveDialog } from './SaveDialog'
import { answersOf, same } from './answers'
import { useBuy } from './useBuy'

type Props = { configured: ConfigureQuery['configure']; fetching: boolean; saved: SavedAnswersQuery['configuration']; answered: boolean; onComplete: () => void; onClear: () => void }

/** Where the answers lead: a whole machine with its price and date. It stays in view; on a phone at the bottom. */
export function Outcome({ configured, fetching, saved, answered, onComplete, onClear }: Props) {
  const { t } = useTranslation()
  const { date } = useFormat()
  const [parts, { open: openParts, close: closeParts }] = useDisclosure()
  const [saving, setSaving] = useState<'save' | 'buy'>()
  const { buy, pending } = useBuy()
  const mayBuy = usePermission('cart:use')
  const { offer, complete, completion } = configured
  if (!offer || !completion) return <aside className={c.outcome}><p>{t('configure.unsolvable')}</p></aside>
  const asSaved = saved && complete && !saved.outdated && same(answersOf(saved.answers), answersOf(completion))
  return (
    <aside className={c.outcome} aria-label={t('configure.outcome')} aria-busy={fetching}>
      <div className={c.state} role="status">
        {complete ? <IconCircleCheck size={18} aria-hidden /> : <IconCircleDashed size={18} aria-hidden />}
        <span>{t(complete ? 'configure.complete' : 'configure.canBeCompleted')}</span>
      </div>
      <div className={c.price}>
        <Price net={offer.total} list={offer.listTotal} currency={offer.currency} size="lg" />
        {!complete && <span className="meta">{t('configure.usual')}</span>}
      </div>
      <div className={c.facts}><Facts of={[[t('configure.ready'), offer.date && `${date(offer.date)} · ${t('configure.days', { count: offer.leadTimeDays ?? 0 })}`], [t('configure.parts'), t('configure.partCount', { count: offer.lines.length })]]} /></div>
      <div className={c.ways}>
        {mayBuy && offer.total != null && <Button leftSection={<IconShoppingCart size={16} aria-hidden />} loading={pending} disabled={fetching} onClick={() => (asSaved ? void buy(saved.id) : setSaving('buy'))}>{t('configure.addToCart')}</Button>}
        <Button variant={mayBuy ? 'default' : 'filled'} disabled={fetching} onClick={() => setSaving('save')}>{t(saved?.actions.includes('save') ? 'configure.saveChanges' : 'configure.save')}</Button>
        {/* what follows from the last answer is not known while it is asked for */}
        {!complete && <Button variant="default" disabled={fetching} leftSection={<IconWand size={16} aria-hidden />} onClick={onComplete}>{t('configure.completeForMe')}</Button>}
        <Button variant="default" onClick={openParts}>{t('configure.showParts')}</Button>
        {answered && <Button variant="subtle" color="gray" className={c.clear} onClick={onClear}>{t('configure.startOver')}</Button>}
      </div>
      <Drawer opened={parts} onClose={closeParts} position="right" size={520} title={t('configure.showParts')} closeButtonProps={{ 'aria-label': t('close') }}>{parts && <Bill offer={offer} />}</Drawer>
      {saving && <SaveDialog configured={configured} saved={saved} toBuy={saving === 'buy'} onClose={() => setSaving(undefined)} />}
    </aside>
  )
}
