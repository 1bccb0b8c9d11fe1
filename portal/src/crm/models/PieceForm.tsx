import { Checkbox, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type Amount, AmountEditor } from './AmountEditor'
import { type Condition, ConditionEditor, anyChosen } from './ConditionEditor'
import { type Definition, type List, type Piece, type Words, patched } from './definition'
import c from './models.module.css'
import { OptionForm } from './OptionForm'
import { RuleForm } from './RuleForm'
import { WordsFields } from './WordsFields'

type Props = { list: List; piece: Piece; definition: Definition; onChange: (piece: Piece) => void }

/** A piece of a model, filled in. */
export function PieceForm({ list, piece, definition, onChange }: Props) {
  const { t } = useTranslation()
  const set = (patch: Record<string, unknown>) => onChange(patched(piece, patch))
  if (list === 'options') return <OptionForm piece={piece} definition={definition} onChange={onChange} />
  if (list === 'rules') return <RuleForm piece={piece} definition={definition} onChange={onChange} />
  if (list !== 'parts') {
    return (
      <>
        <WordsFields label={t('field.name')} words={piece['name'] as Words} required onChange={(name) => set({ name })} />
        {list === 'attributes' && <TextInput label={t('models.form.unit')} maxLength={20} value={String(piece['unit'] ?? '')} onChange={(event) => set({ unit: event.currentTarget.value || undefined })} />}
      </>
    )
  }
  // a part does not ask about itself
  const others = { ...definition, parts: definition.parts.filter(({ key }) => key !== piece.key) }
  return (
    <>
      <TextInput label={t('models.form.sku')} required maxLength={100} value={String(piece['sku'] ?? '')} onChange={(event) => set({ sku: event.currentTarget.value.trim() })} />
      <Checkbox label={t('models.form.onlyIf')} checked={'if' in piece} onChange={(event) => set({ if: event.currentTarget.checked ? anyChosen(definition) : undefined })} />
      {'if' in piece && <fieldset className={c.choice}><legend>{t('models.form.when')}</legend><ConditionEditor label={t('models.form.when')} condition={piece['if'] as Condition} definition={others} ofParts onChange={(condition) => set({ if: condition })} /></fieldset>}
      <fieldset className={c.choice}><legend>{t('field.quantity')}</legend><AmountEditor label={t('field.quantity')} amount={(piece['quantity'] ?? 1) as Amount} definition={others} ofParts onChange={(quantity) => set({ quantity })} /></fieldset>
    </>
  )
}
