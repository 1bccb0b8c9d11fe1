import { useTranslation } from 'react-i18next'
import { TitleBar } from '../shell/TitleBar'
import { PromotionEditor } from './PromotionEditor'
import c from './promotions.module.css'

export function NewPromotion() {
  const { t } = useTranslation()
  return <><TitleBar title={t('promotions.new')} crumb={{ to: '/promotions', label: t('nav.promotions') }} /><div className={c.panel} data-scrolls><PromotionEditor /></div></>
}
