import { Checkbox, Group, NumberInput, SegmentedControl, Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ChoiceFields } from './ChoiceFields'
import { type Definition, type Piece, type Words, named, patched } from './definition'
import { WordsFields } from './WordsFields'

const numberFields = ['from', 'to', 'step', 'standard'] as const

/** A question: where it stands, how it is called, and what can be answered. */
export function OptionForm({ piece, definition, onChange }: { piece: Piece; definition: Definition; onChange: (piece: Piece) => void }) {
  const { t, i18n } = useTranslation()
  const set = (patch: Record<string, unknown>) => onChange(patched(piece, patch))
  const become = (kind: string) => {
    const { choices: _, from: __, to: ___, step: ____, unit: _____, standard: ______, ...asked } = piece
    onChange((kind === 'number' ? { ...asked, kind, from: 1, to: 10, step: 1 } : { ...asked, kind, choices: piece['choices'] ?? [{ key: 'c1', name: { en: '' } }, { key: 'c2', name: { en: '' } }] }) as Piece)
  }
  return (
    <>
      <Group grow align="flex-end">
        <Select label={t('models.form.group')} data={named(definition.groups, i18n.language)} value={String(piece['group'] ?? '')} allowDeselect={false} onChange={(group) => group && set({ group })} />
        <SegmentedControl aria-label={t('models.form.kind')} data={['one', 'many', 'number'].map((kind) => ({ value: kind, label: t(`models.form.kinds.${kind}`) }))} value={String(piece['kind'])} onChange={become} />
      </Group>
      <WordsFields label={t('field.name')} words={piece['name'] as Words} required onChange={(name) => set({ name })} />
      <WordsFields label={t('models.form.help')} words={piece['help'] as Words | undefined} onChange={(help) => set({ help })} />
      {piece['kind'] !== 'many' && <Checkbox label={t('models.form.optional')} checked={piece['optional'] === true} onChange={(event) => set({ optional: event.currentTarget.checked || undefined })} />}
      {piece['kind'] === 'number'
        ? <Group grow align="flex-end">
          {numberFields.map((field) => <NumberInput key={field} label={t(`models.form.${field === 'standard' ? 'usual' : field}`)} value={(piece[field] as number | undefined) ?? ''} decimalScale={3} onChange={(value) => set({ [field]: value === '' ? (field === 'standard' ? undefined : 0) : Number(value) })} />)}
          <TextInput label={t('models.form.unit')} maxLength={20} value={String(piece['unit'] ?? '')} onChange={(event) => set({ unit: event.currentTarget.value || undefined })} />
        </Group>
        : <ChoiceFields choices={(piece['choices'] ?? []) as Piece[]} definition={definition} onChange={(choices) => set({ choices })} />}
    </>
  )
}
