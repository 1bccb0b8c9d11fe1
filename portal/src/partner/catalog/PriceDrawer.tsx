import { Drawer } from '@mantine/core'
import { IconCheck, IconMinus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Empty } from '../../shared/Empty'
import { useFormat } from '../../shared/format'
import { Loaded } from '../../shared/Loaded'
import { SkeletonRows } from '../../shared/Skeletons'
import { ExplainPriceDocument } from '../gql/graphql'
import { Price } from './Price'
import c from './PriceDrawer.module.css'

type Props = { productId: string; quantity: number; onClose: () => void }

/** Every rule that was looked at, in order: applied, or passed over and why. */
export function PriceDrawer({ productId, quantity, onClose }: Props) {
  const { t } = useTranslation()
  const { money, number } = useFormat()
  const query = useQuery({ query: ExplainPriceDocument, variables: { productId, quantity } })
  return (
    <Drawer opened onClose={onClose} title={t('price.why')} size={440} closeButtonProps={{ 'aria-label': t('close') }}>
      <Loaded query={query} skeleton={<SkeletonRows rows={6} columns={2} height={64} />}>
        {({ explainPrice: price }) => price.netPrice == null ? <Empty kind="nothing" title={t('catalogue.noPrice')} hint={t('price.none')} /> : (
          <>
            <div className={c.sum}>
              <Price net={price.netPrice} list={price.listPrice} currency={price.currency} size="lg" />
              <span className="meta">{t('price.each', { count: price.quantity, number: number(price.quantity) })}</span>
            </div>
            <ol className={c.steps}>
              {price.steps.map((step, index) => (
                <li key={index} data-applied={step.applied || undefined}>
                  <span className={c.dot} aria-hidden>{step.applied ? <IconCheck size={13} stroke={2.4} /> : <IconMinus size={13} stroke={2} />}</span>
                  <div>
                    <p className={c.name}>{step.name || t(`price.kinds.${step.kind}`)}<span className="visually-hidden"> – {t(step.applied ? 'price.applied' : 'price.passedOver')}</span></p>
                    <p className="meta">{step.name && `${t(`price.kinds.${step.kind}`)} · `}{step.reason}</p>
                  </div>
                  {step.applied && step.priceAfter && <span className="num">{money(step.priceAfter, price.currency)}</span>}
                </li>
              ))}
            </ol>
          </>
        )}
      </Loaded>
    </Drawer>
  )
}
