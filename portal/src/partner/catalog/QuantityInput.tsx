import { NumberInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'

type Props = { name: string; value: number; onChange: (quantity: number) => void; size?: 'xs' | 'sm' | 'md'; width?: number }

/** Whole pieces, one at least. */
export function QuantityInput({ name, value, onChange, size = 'sm', width = 84 }: Props) {
  const { t } = useTranslation()
  return (
    <NumberInput
      aria-label={t('quantityOf', { name })} value={value} min={1} max={99_999} clampBehavior="strict" allowDecimal={false} allowNegative={false} size={size} w={width} style={{ flex: 'none' }}
      onChange={(next) => { const quantity = Number(next); if (quantity >= 1) onChange(quantity) }} onFocus={(event) => event.currentTarget.select()}
    />
  )
}
