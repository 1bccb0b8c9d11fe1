import { Button, Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useFormat } from '../../shared/format'
import { Loaded } from '../../shared/Loaded'
import { readAmount } from '../../shared/readNumber'
import { SkeletonText } from '../../shared/Skeletons'
import { useCommand } from '../../shared/useCommand'
import { CostModelDocument, ModelCostsDocument } from '../gql/graphql'
import { type Definition, type Piece, inWords } from './definition'
import c from './models.module.css'

type Props = { modelId: string; definition: Definition; editable: boolean }
/** By option, choice and currency. */
type Costs = Record<string, Record<string, Record<string, string>>>

/** What choices at a surcharge cost us, whichever version they are in. */
export function CostPanel(props: Props) {
  const query = useQuery({ query: ModelCostsDocument, variables: { id: props.modelId } })
  return <div className={c.panel}><Loaded query={query} skeleton={<SkeletonText lines={8} />}>{({ productModel }) => <CostForm {...props} known={(productModel?.surchargeCosts ?? {}) as Costs} />}</Loaded></div>
}

function CostForm({ modelId, definition, editable, known }: Props & { known: Costs }) {
  const { t, i18n } = useTranslation()
  const { money } = useFormat()
  const [typed, setTyped] = useState<Record<string, string>>({}), [refused, setRefused] = useState<Record<string, string>>({})
  const { run, pending } = useCommand(CostModelDocument, { done: t('models.cost.saved'), again: false, onErrors: (errors) => {
    setRefused(Object.fromEntries(errors.map(({ path, message }) => [path.slice(1).join(' '), message])))
    return errors.every(({ path }) => path.length === 4)
  } })
  const charged = definition.options.flatMap((option) => ((option['choices'] ?? []) as Piece[]).flatMap((choice) => {
    const surcharge = Object.entries((choice['surcharge'] ?? {}) as Record<string, string>)
    return surcharge.length ? [{ option, choice, surcharge, kept: known[option.key]?.[choice.key] ?? {} }] : []
  }))
  const save = async () => {
    // what others have entered meanwhile is not touched
    const costs: Record<string, Record<string, Record<string, string | null>>> = {}
    for (const { option, choice, surcharge } of charged) {
      const changed = surcharge.flatMap(([currency]) => { const text = typed[`${option.key} ${choice.key} ${currency}`]; return text === undefined ? [] : [[currency, readAmount(text) || null] as const] })
      if (changed.length) (costs[option.key] ??= {})[choice.key] = Object.fromEntries(changed)
    }
    setRefused({})
    if (await run({ id: modelId, costs })) setTyped({})
  }
  if (!charged.length) return <p>{t('models.cost.none')}</p>
  return (
    <form className={c.costs} onSubmit={(event) => { event.preventDefault(); void save() }}>
      <p className="muted">{t('models.cost.hint')}</p>
      {charged.map(({ option, choice, surcharge, kept }) => (
        <fieldset key={`${option.key} ${choice.key}`} className={c.choice}>
          <legend>{inWords(option['name'], i18n.language)} › {inWords(choice['name'], i18n.language)}</legend>
          <Group gap="sm" align="flex-start">
            {surcharge.map(([currency, amount]) => {
              const at = `${option.key} ${choice.key} ${currency}`
              return <TextInput key={currency} w={146} size="xs" label={t('models.cost.of', { surcharge: money(amount, currency) })} placeholder={t('models.cost.unknown')} inputMode="decimal" readOnly={!editable} error={refused[at]} value={typed[at] ?? kept[currency] ?? ''} onChange={(event) => setTyped({ ...typed, [at]: event.currentTarget.value })} />
            })}
          </Group>
        </fieldset>
      ))}
      {editable && <Group justify="flex-end" className={c.saving}><Button type="submit" loading={pending} disabled={!Object.keys(typed).length}>{t('models.cost.save')}</Button></Group>}
    </form>
  )
}
