import { Button, Drawer } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconCircleCheck, IconCircleDashed, IconWand } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../shared/format'
import type { ConfigureQuery, SavedAnswersQuery } from '../gql/graphql'
import { Price } from '../catalog/Price'
import { Facts } from '../parts/Facts'
import { Bill } from './Bill'
import c from './Configure.module.css'
import { SaveDialog } from './SaveDialog'

type Props = { configured: ConfigureQuery['configure']; fetching: boolean; saved: SavedAnswersQuery['configuration']; answered: boolean; onComplete: () => void; onClear: () => void }

/** Where the answers lead: a whole machine with its price and date. It stays in view; on a phone at the bottom. */
export function Outcome({ configured, fetching, saved, answered, onComplete, onClear }: Props) {
  const { t } = useTranslation()
  const { date } = useFormat()
  const [parts, { open: openParts, close: closeParts }] = useDisclosure()
  const [saving, { open: openSave, close: closeSave }] = useDisclosure()
  const { offer, complete, completion } = configured
  if (!offer || !completion) return <aside className={c.outcome}><p>{t('configure.unsolvable')}</p></aside>
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
        <Button onClick={openSave}>{t(saved?.actions.includes('save') ? 'configure.saveChanges' : 'configure.save')}</Button>
        {!complete && <Button variant="default" leftSection={<IconWand size={16} aria-hidden />} onClick={onComplete}>{t('configure.completeForMe')}</Button>}
        <Button variant="default" onClick={openParts}>{t('configure.showParts')}</Button>
        {answered && <Button variant="subtle" color="gray" className={c.clear} onClick={onClear}>{t('configure.startOver')}</Button>}
      </div>
      <Drawer opened={parts} onClose={closeParts} position="right" size={520} title={t('configure.showParts')} closeButtonProps={{ 'aria-label': t('close') }}>{parts && <Bill offer={offer} />}</Drawer>
      {saving && <SaveDialog configured={configured} saved={saved} onClose={closeSave} />}
    </aside>
  )
}
