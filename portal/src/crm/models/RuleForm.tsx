import { ActionIcon, Button, Select } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { type Condition, ConditionEditor, anyChosen } from './ConditionEditor'
import { type Definition, type Piece, type Words, patched } from './definition'
import c from './models.module.css'
import { WordsFields } from './WordsFields'

const kinds = ['when', 'always', 'never'] as const
type Kind = (typeof kinds)[number]

/** A rule as a sentence: "when A is X, B must be Y", "always …", or "never together …". */
export function RuleForm({ piece, definition, onChange }: { piece: Piece; definition: Definition; onChange: (piece: Piece) => void }) {
  const { t } = useTranslation()
  const kind: Kind = 'never' in piece ? 'never' : 'if' in piece ? 'when' : 'always'
  const never = (piece['never'] ?? []) as Condition[]
  const become = (next: Kind) => {
    const first = (piece['if'] ?? piece['must'] ?? never[0] ?? anyChosen(definition)) as Condition, second = (piece['must'] ?? never[1] ?? anyChosen(definition)) as Condition
    onChange(patched(piece, { if: next === 'when' ? first : undefined, must: next === 'never' ? undefined : second, never: next === 'never' ? [first, second] : undefined }))
  }
  return (
    <>
      <Select label={t('models.form.rule')} data={kinds.map((one) => ({ value: one, label: t(`models.form.rules.${one}`) }))} value={kind} allowDeselect={false} onChange={(next) => next && next !== kind && become(next as Kind)} />
      {kind === 'when' && <fieldset className={c.choice}><legend>{t('models.form.when')}</legend><ConditionEditor label={t('models.form.when')} condition={piece['if'] as Condition} definition={definition} onChange={(condition) => onChange(patched(piece, { if: condition }))} /></fieldset>}
      {kind !== 'never' && <fieldset className={c.choice}><legend>{t(kind === 'when' ? 'models.form.must' : 'models.form.alwaysMust')}</legend><ConditionEditor label={t('models.form.must')} condition={piece['must'] as Condition} definition={definition} onChange={(must) => onChange(patched(piece, { must }))} /></fieldset>}
      {kind === 'never' && (
        <fieldset className={c.choice}>
          <legend>{t('models.form.rules.never')}</legend>
          {never.map((one, index) => (
            <div key={index} className={c.row}>
              <ConditionEditor label={`${t('models.form.rules.never')} ${index + 1}`} condition={one} definition={definition} onChange={(next) => onChange(patched(piece, { never: never.map((old, at) => (at === index ? next : old)) }))} />
              {never.length > 1 && <ActionIcon size="sm" aria-label={t('remove')} onClick={() => onChange(patched(piece, { never: never.filter((_, at) => at !== index) }))}><IconX size={13} /></ActionIcon>}
            </div>
          ))}
          <Button size="compact-xs" variant="subtle" onClick={() => onChange(patched(piece, { never: [...never, anyChosen(definition)] }))}>{t('models.form.another')}</Button>
        </fieldset>
      )}
      <WordsFields label={t('models.form.because')} words={piece['because'] as Words | undefined} onChange={(because) => onChange(patched(piece, { because }))} />
    </>
  )
}
