import { UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../shared/format'
import c from './PriceBreaks.module.css'

type Props = { breaks: { minQuantity: number; netPrice: string | null }[]; currency: string; quantity: number; onChoose: (quantity: number) => void }

/** The step that holds for a quantity. */
export const reached = (breaks: Props['breaks'], quantity: number) => breaks.findLast(({ minQuantity }) => quantity >= minQuantity)

/** The more, the cheaper: choosing a step sets its quantity. */
export function PriceBreaks({ breaks, currency, quantity, onChoose }: Props) {
  const { t } = useTranslation()
  const { money, number } = useFormat()
  const here = reached(breaks, quantity)
  return (
    <section aria-label={t('catalogue.breaks')}>
      <p className="meta">{t('catalogue.breaks')}</p>
      <div className={c.breaks}>
        {breaks.map((step, index) => {
          const upTo = breaks[index + 1]
          return (
            <UnstyledButton key={step.minQuantity} className={c.step} aria-pressed={step === here} onClick={() => onChoose(step.minQuantity)}>
              <span>{upTo ? `${number(step.minQuantity)}–${number(upTo.minQuantity - 1)}` : `${number(step.minQuantity)}+`}</span>
              <b>{money(step.netPrice, currency)}</b>
            </UnstyledButton>
          )
        })}
      </div>
    </section>
  )
}
