import { MultiSelect, Select } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useFormat } from '../../shared/format'
import { Loaded } from '../../shared/Loaded'
import { SkeletonText } from '../../shared/Skeletons'
import { TryModelDocument, type TryModelQuery } from '../gql/graphql'
import c from './models.module.css'

type Group = TryModelQuery['configure']['groups'][number]
type Option = Group['options'][number]
export type Answers = Record<string, string[]>

/** A test run: as a dealer answers, at list prices. */
export function TryPanel({ versionId }: { versionId: string }) {
  const { t } = useTranslation()
  const { money } = useFormat()
  const [answers, setAnswers] = useState<Answers>({})
  const query = useQuery({ query: TryModelDocument, variables: { input: { versionId, answers: Object.entries(answers).map(([option, choices]) => ({ option, choices })) } }, requestPolicy: 'network-only' })
  return (
    <div className={c.panel}>
      <Loaded query={query} skeleton={<SkeletonText lines={8} />}>
        {({ configure: { groups, complete, offer } }) => (
          <div className={c.try}>
            <Questions groups={groups} answers={answers} onAnswer={setAnswers} />
            <aside className={c.result} role="status">
              {!offer && <p>{t('models.findings.UNSOLVABLE')}</p>}
              {offer && <><b>{t(complete ? 'models.complete' : 'models.canBeCompleted')}</b>
                <p>{offer.listTotal ? money(offer.listTotal, offer.currency) : '—'}{offer.leadTimeDays != null && ` · ${t('days', { count: offer.leadTimeDays })}`}</p>
                <ul>{offer.lines.map(({ sku, name, quantity }) => <li key={sku}>{quantity} × {name} <span className="meta">{sku}</span></li>)}</ul></>}
            </aside>
          </div>
        )}
      </Loaded>
    </div>
  )
}

/** All questions of a model, each a field. */
export function Questions({ groups, answers, onAnswer }: { groups: readonly Group[]; answers: Answers; onAnswer: (answers: Answers) => void }) {
  const answer = (option: string, choices: string[]) => onAnswer(Object.fromEntries(Object.entries({ ...answers, [option]: choices }).filter(([, chosen]) => chosen.length)))
  return <div>{groups.map(({ key, name, options }) => <section key={key}><h2>{name}</h2><div className={c.fields}>{options.map((option) => <Field key={option.key} option={option} chosen={answers[option.key] ?? []} onAnswer={(choices) => answer(option.key, choices)} />)}</div></section>)}</div>
}

/** What no longer fits can't be chosen, and says why. */
function Field({ option: { name, kind, choices }, chosen, onAnswer }: { option: Option; chosen: string[]; onAnswer: (choices: string[]) => void }) {
  const { t } = useTranslation()
  const data = choices.map(({ key, name: label, state, reason }) => ({ value: key, label: state === 'IMPOSSIBLE' && !chosen.includes(key) ? `${label} – ${reason?.text ?? t('models.doesNotFit')}` : label, disabled: state === 'IMPOSSIBLE' && !chosen.includes(key) }))
  const implied = choices.find(({ state }) => state === 'IMPLIED')?.name
  if (kind === 'many') return <MultiSelect label={name} data={data} value={chosen} onChange={onAnswer} placeholder={implied} clearable />
  return <Select label={name} data={data} value={chosen[0] ?? null} onChange={(value) => onAnswer(value ? [value] : [])} placeholder={implied} clearable />
}
