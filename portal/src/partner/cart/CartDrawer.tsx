import { Drawer } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { CartPanel } from './CartPanel'

export default function CartDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  return <Drawer opened onClose={onClose} title={t('cart.title')} size={420} closeButtonProps={{ 'aria-label': t('close') }}><CartPanel bare onDone={onClose} /></Drawer>
}
