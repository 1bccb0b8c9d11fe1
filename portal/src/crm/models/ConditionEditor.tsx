import { ActionIcon, Button, Select } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { type Amount, AmountEditor } from './AmountEditor'
import { type Definition, choicesIn, named } from './definition'
import c from './models.module.css'

export type Condition = { chosen: [string, string] } | { answered: string } | { compare: [Amount, '<=' | '>=' | '=', Amount] } | { all: Condition[] } | { any: Condition[] } | { not: Condition } | { part: string }
const kinds = ['chosen', 'notChosen', 'answered', 'compare', 'all', 'any', 'not', 'part'] as const
type Kind = (typeof kinds)[number]
const kindOf = (condition: Condition): Kind => ('not' in condition && 'chosen' in condition.not ? 'notChosen' : kinds.find((kind) => kind in condition)!)

/** The first choice of the first option, to be changed. */
export const anyChosen = (definition: Definition): Condition => {
  const [option] = definition.options
  return { chosen: [option?.key ?? '', option ? choicesIn(option)[0]?.key ?? '' : ''] }
}

type Props = { label: string; condition: Condition; definition: Definition; ofParts?: boolean; onChange: (condition: Condition) => void }

/** A condition as a sentence out of menus: "Spindle is 24,000 rpm", "power at most 20", or several of these. */
export function ConditionEditor({ label, condition, definition, ofParts = false, onChange }: Props) {
  const { t, i18n } = useTranslation()
  const kind = kindOf(condition), options = named(definition.options, i18n.language)
  const begin = (next: Kind): Condition => ({
    chosen: anyChosen(definition), notChosen: { not: anyChosen(definition) }, answered: { answered: options[0]?.value ?? '' }, compare: { compare: [1, '<=', 1] as [Amount, '<=', Amount] },
    all: { all: [condition] }, any: { any: [condition] }, not: { not: condition }, part: { part: definition.parts[0]?.key ?? '' },
  })[next]
  const chosen = 'chosen' in condition ? condition.chosen : 'not' in condition && 'chosen' in condition.not ? condition.not.chosen : null
  const choose = (pair: [string, string]) => onChange(kind === 'notChosen' ? { not: { chosen: pair } } : { chosen: pair })
  const several = 'all' in condition ? condition.all : 'any' in condition ? condition.any : null
  const set = (list: Condition[]) => onChange(kind === 'all' ? { all: list } : { any: list })
  const option = chosen && definition.options.find(({ key }) => key === chosen[0])
  return (
    <div className={c.condition} role="group" aria-label={label}>
      {chosen && <Select size="xs" aria-label={t('models.form.option')} data={options} value={chosen[0]} searchable allowDeselect={false} onChange={(key) => { const next = definition.options.find((one) => one.key === key); if (next) choose([next.key, choicesIn(next)[0]?.key ?? '']) }} />}
      {'answered' in condition && <Select size="xs" aria-label={t('models.form.option')} data={options} value={condition.answered} searchable allowDeselect={false} onChange={(answered) => answered && onChange({ answered })} />}
      <Select size="xs" aria-label={`${label}: ${t('models.form.conditionKind')}`} data={kinds.filter((one) => one !== 'part' || ofParts || kind === 'part').map((one) => ({ value: one, label: t(`models.form.condition.${one}`) }))} value={kind} allowDeselect={false} onChange={(next) => next && next !== kind && onChange(begin(next as Kind))} />
      {chosen && <Select size="xs" aria-label={t('models.form.choice')} data={option ? choicesIn(option).map(({ key, name }) => ({ value: key, label: typeof name === 'string' ? name : name[i18n.language] ?? name['en'] ?? key })) : []} value={chosen[1]} searchable allowDeselect={false} onChange={(choice) => choice && choose([chosen[0], choice])} />}
      {'compare' in condition && (
        <span className={c.amount}>
          <AmountEditor label={t('models.form.left')} amount={condition.compare[0]} definition={definition} ofParts={ofParts} onChange={(left) => onChange({ compare: [left, condition.compare[1], condition.compare[2]] })} />
          <Select size="xs" w={110} aria-label={t('models.form.sign')} data={[{ value: '<=', label: t('models.form.atMost') }, { value: '>=', label: t('models.form.atLeast') }, { value: '=', label: t('models.form.equals') }]} value={condition.compare[1]} allowDeselect={false} onChange={(sign) => sign && onChange({ compare: [condition.compare[0], sign as '<=', condition.compare[2]] })} />
          <AmountEditor label={t('models.form.right')} amount={condition.compare[2]} definition={definition} ofParts={ofParts} onChange={(right) => onChange({ compare: [condition.compare[0], condition.compare[1], right] })} />
        </span>
      )}
      {'part' in condition && <Select size="xs" aria-label={t('models.parts')} data={definition.parts.map((part) => ({ value: part.key, label: String(part['sku']) }))} value={condition.part} allowDeselect={false} onChange={(part) => part && onChange({ part })} />}
      {'not' in condition && kind === 'not' && <div className={c.nested}><ConditionEditor label={`${label} ¬`} condition={condition.not} definition={definition} ofParts={ofParts} onChange={(not) => onChange({ not })} /></div>}
      {several && (
        <div className={c.nested}>
          {several.map((one, index) => (
            <div key={index} className={c.row}>
              <ConditionEditor label={`${label} ${index + 1}`} condition={one} definition={definition} ofParts={ofParts} onChange={(next) => set(several.map((old, at) => (at === index ? next : old)))} />
              {several.length > 1 && <ActionIcon size="sm" aria-label={t('remove')} onClick={() => set(several.filter((_, at) => at !== index))}><IconX size={13} /></ActionIcon>}
            </div>
          ))}
          <Button size="compact-xs" variant="subtle" onClick={() => set([...several, anyChosen(definition)])}>{t('models.form.another')}</Button>
        </div>
      )}
    </div>
  )
}
