import { ActionIcon, Button, NumberInput, Select } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { type Definition, named } from './definition'
import c from './models.module.css'

export type Amount = number | { value: string } | { sum: string; of?: string } | { plus: Amount[] } | { times: [number, Amount] } | { quantity: string }
const kinds = ['number', 'value', 'sum', 'plus', 'times', 'quantity'] as const
type Kind = (typeof kinds)[number]
const kindOf = (amount: Amount): Kind => (typeof amount === 'number' ? 'number' : kinds.find((kind) => kind in amount)!)

type Props = { label: string; amount: Amount; definition: Definition; /** Parts may ask about other parts. */ ofParts?: boolean; onChange: (amount: Amount) => void }

/** A quantity as it is said: a number, what was entered, a sum of what was chosen, or these added and multiplied. */
export function AmountEditor({ label, amount, definition, ofParts = false, onChange }: Props) {
  const { t, i18n } = useTranslation()
  const options = named(definition.options, i18n.language), numbers = options.filter((_, index) => definition.options[index]!['kind'] === 'number'), attributes = named(definition.attributes, i18n.language)
  const parts = definition.parts.map((part) => ({ value: part.key, label: String(part['sku']) }))
  const possible: Record<Kind, boolean> = { number: true, value: numbers.length > 0, sum: attributes.length > 0, plus: true, times: true, quantity: ofParts && parts.length > 0 }
  const begin = (kind: Kind): Amount => ({ number: 1, value: { value: numbers[0]?.value ?? '' }, sum: { sum: attributes[0]?.value ?? '' }, plus: { plus: [amount, 1] }, times: { times: [2, amount] as [number, Amount] }, quantity: { quantity: parts[0]?.value ?? '' } })[kind]
  const nested = (one: Amount, set: (next: Amount) => void, name = label) => <AmountEditor label={name} amount={one} definition={definition} ofParts={ofParts} onChange={set} />
  return (
    <span className={c.amount} role="group" aria-label={label}>
      <Select size="xs" aria-label={`${label}: ${t('models.form.amountKind')}`} data={kinds.filter((kind) => possible[kind] || kind === kindOf(amount)).map((kind) => ({ value: kind, label: t(`models.form.amount.${kind}`) }))} value={kindOf(amount)} allowDeselect={false} onChange={(kind) => kind && kind !== kindOf(amount) && onChange(begin(kind as Kind))} />
      {typeof amount === 'number' && <NumberInput size="xs" w={110} aria-label={label} value={amount} decimalScale={3} onChange={(value) => onChange(Number(value) || 0)} />}
      {typeof amount === 'object' && 'value' in amount && <Select size="xs" aria-label={t('models.form.option')} data={numbers} value={amount.value} allowDeselect={false} onChange={(value) => value && onChange({ value })} />}
      {typeof amount === 'object' && 'sum' in amount && (
        <>
          <Select size="xs" aria-label={t('models.attributes')} data={attributes} value={amount.sum} allowDeselect={false} onChange={(sum) => sum && onChange({ ...amount, sum })} />
          <Select size="xs" aria-label={t('models.form.ofWhat')} data={[{ value: '', label: t('models.form.ofAll') }, ...options]} value={amount.of ?? ''} allowDeselect={false} onChange={(of) => onChange(of ? { sum: amount.sum, of } : { sum: amount.sum })} />
        </>
      )}
      {typeof amount === 'object' && 'quantity' in amount && <Select size="xs" aria-label={t('models.parts')} data={parts} value={amount.quantity} allowDeselect={false} onChange={(quantity) => quantity && onChange({ quantity })} />}
      {typeof amount === 'object' && 'times' in amount && <><NumberInput size="xs" w={90} aria-label={t('models.form.factor')} value={amount.times[0]} decimalScale={3} onChange={(value) => onChange({ times: [Number(value) || 0, amount.times[1]] })} /> × {nested(amount.times[1], (next) => onChange({ times: [amount.times[0], next] }))}</>}
      {typeof amount === 'object' && 'plus' in amount && (
        <span className={c.nested}>
          {amount.plus.map((one, index) => (
            <span key={index} className={c.amount}>{index > 0 && '+ '}{nested(one, (next) => onChange({ plus: amount.plus.map((old, at) => (at === index ? next : old)) }), `${label} ${index + 1}`)}
              {amount.plus.length > 1 && <ActionIcon size="sm" aria-label={t('remove')} onClick={() => onChange({ plus: amount.plus.filter((_, at) => at !== index) })}><IconX size={13} /></ActionIcon>}</span>
          ))}
          <Button size="compact-xs" variant="subtle" onClick={() => onChange({ plus: [...amount.plus, 1] })}>{t('add')}</Button>
        </span>
      )}
    </span>
  )
}
