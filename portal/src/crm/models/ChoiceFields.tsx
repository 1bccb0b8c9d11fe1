import { ActionIcon, Button, Checkbox, Group, NumberInput, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { type Definition, type Piece, type Words, inWords, keyFor, patched } from './definition'
import c from './models.module.css'
import { WordsFields } from './WordsFields'

type Props = { choices: readonly Piece[]; definition: Definition; onChange: (choices: Piece[]) => void }
const without = (record: Record<string, unknown>, key: string) => Object.fromEntries(Object.entries(record).filter(([one]) => one !== key))
const orNone = (record: Record<string, unknown>) => (Object.keys(record).length ? record : undefined)

/** What can be chosen for an option: its names, what is usual, what it adds to attributes, price and time. */
export function ChoiceFields({ choices, definition, onChange }: Props) {
  const { t, i18n } = useTranslation()
  const set = (index: number, patch: Record<string, unknown>) => onChange(choices.map((one, at) => (at === index ? patched(one, patch) : one)))
  return (
    <section>
      {choices.map((choice, index) => {
        const amounts = (choice['amounts'] ?? {}) as Record<string, number>, surcharge = (choice['surcharge'] ?? {}) as Record<string, string>
        return (
          <fieldset key={index} className={c.choice}>
            <legend>{inWords(choice['name'], i18n.language) || t('models.form.choice')} <span className="meta">{choice.key}</span></legend>
            <WordsFields label={t('field.name')} words={choice['name'] as Words} required onChange={(name) => set(index, { name })} />
            <Group gap="md" mt="xs" align="flex-end">
              <Checkbox label={t('models.form.standard')} checked={choice['standard'] === true} onChange={(event) => set(index, { standard: event.currentTarget.checked || undefined })} />
              {definition.attributes.map(({ key, name, unit }) => <NumberInput key={key} w={120} size="xs" label={`${inWords(name, i18n.language)}${unit ? ` (${String(unit)})` : ''}`} value={amounts[key] ?? ''} decimalScale={3} onChange={(value) => set(index, { amounts: orNone(value === '' ? without(amounts, key) : { ...amounts, [key]: Number(value) }) })} />)}
              {['USD', 'EUR', 'TWD', 'CNY', ...Object.keys(surcharge).filter((currency) => !['USD', 'EUR', 'TWD', 'CNY'].includes(currency))].map((currency) => <TextInput key={currency} w={100} size="xs" label={`${t('models.form.surcharge')} ${currency}`} inputMode="decimal" value={surcharge[currency] ?? ''} onChange={(event) => set(index, { surcharge: orNone(event.currentTarget.value.trim() ? { ...surcharge, [currency]: event.currentTarget.value.trim() } : without(surcharge, currency)) })} />)}
              <NumberInput w={100} size="xs" label={t('models.form.days')} min={0} value={(choice['days'] as number | undefined) ?? ''} allowDecimal={false} onChange={(value) => set(index, { days: value === '' ? undefined : Number(value) })} />
              <ActionIcon variant="subtle" color="red" aria-label={t('models.form.removeChoice', { name: inWords(choice['name'], i18n.language) })} onClick={() => onChange(choices.filter((_, at) => at !== index))}><IconTrash size={16} /></ActionIcon>
            </Group>
          </fieldset>
        )
      })}
      <Button size="xs" variant="default" onClick={() => onChange([...choices, { key: keyFor(`c ${choices.length + 1}`, choices.map(({ key }) => key)), name: { en: '' } }])}>{t('models.form.addChoice')}</Button>
    </section>
  )
}
