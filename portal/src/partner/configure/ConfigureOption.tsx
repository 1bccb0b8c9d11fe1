import { Button, Group, Modal, Select, Tooltip } from '@mantine/core'
import { IconCheck, IconLock } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { ConfigureDocument, type ConfiguredOptionFragment, type ConfigureInput } from '../gql/graphql'
import c from './Configure.module.css'

type Choice = ConfiguredOptionFragment['choices'][number]
type Props = { option: ConfiguredOptionFragment; chosen: string[]; onAnswer: (choices: string[], keep?: boolean) => void; /** What was asked, for the reasons that take longer. */ input: ConfigureInput }

/** One question. What no longer fits can be looked at, and chosen all the same: then what stands against it gives way. */
export function ConfigureOption({ option, chosen, onAnswer, input }: Props) {
  const { t } = useTranslation()
  const [why, setWhy] = useState<Choice>()
  const { key, name, help, kind, choices } = option
  const many = kind === 'many'

  const take = (choice: Choice, keep?: boolean) => {
    const has = chosen.includes(choice.key)
    onAnswer(many ? (has ? chosen.filter((one) => one !== choice.key) : [...chosen, choice.key]) : has ? [] : [choice.key], keep)
  }
  const pick = (choice: Choice) => (choice.state === 'IMPOSSIBLE' && !chosen.includes(choice.key) ? setWhy(choice) : take(choice))
  return (
    <fieldset className={c.option}>
      <legend>{name}{help && <span className="meta"> {help}</span>}</legend>
      {kind === 'number' ? (
        <Select aria-label={name} className={c.number} placeholder={t('configure.open')} value={chosen[0] ?? null} clearable clearButtonProps={{ 'aria-label': t('configure.clearOf', { name }) }} checkIconPosition="right" maxDropdownHeight={320}
          data={choices.map((choice) => ({ value: choice.key, label: choice.state === 'IMPOSSIBLE' && !chosen.includes(choice.key) ? `${choice.name} – ${t('configure.doesNotFit')}` : choice.name }))}
          onChange={(value) => { const found = choices.find((choice) => choice.key === value); if (!found) onAnswer([]); else if (found.key !== chosen[0]) pick(found) }} />
      ) : (
        <div className={c.choices}>{choices.map((choice) => <Pill key={choice.key} choice={choice} pressed={chosen.includes(choice.key)} onPick={() => pick(choice)} />)}</div>
      )}
      {why && <Why option={key} choice={why} input={input} onClose={() => setWhy(undefined)} onTake={() => { setWhy(undefined); take(why, true) }} />}
    </fieldset>
  )
}

function Pill({ choice: { name, state, reason }, pressed, onPick }: { choice: Choice; pressed: boolean; onPick: () => void }) {
  const { t } = useTranslation()
  const shown = pressed ? 'CHOSEN' : state === 'CHOSEN' ? 'OPEN' : state
  const pill = (
    <button type="button" className={c.pill} data-state={shown} aria-pressed={pressed} onClick={onPick}>
      {pressed && <IconCheck size={15} aria-hidden />}{shown === 'IMPLIED' && <IconLock size={14} aria-hidden />}
      <span>{name}</span>
      {shown === 'IMPOSSIBLE' && <span className="visually-hidden">, {t('configure.doesNotFit')}</span>}{shown === 'IMPLIED' && <span className="visually-hidden">, {t('configure.implied')}</span>}
    </button>
  )
  return shown === 'IMPOSSIBLE' && reason ? <Tooltip label={reason.text} multiline maw={320} openDelay={300} events={{ hover: true, focus: true, touch: false }}>{pill}</Tooltip> : pill
}

/** Why a choice does not fit. A reason that takes more than one rule is asked for when somebody wants to know. */
function Why({ option, choice, input, onClose, onTake }: { option: string; choice: Choice; input: ConfigureInput; onClose: () => void; onTake: () => void }) {
  const { t } = useTranslation()
  const [{ data, fetching }] = useQuery({ query: ConfigureDocument, variables: { input: { ...input, explain: [option] } }, pause: Boolean(choice.reason), requestPolicy: 'network-only' })
  const found = data?.configure.groups.flatMap(({ options }) => options).find(({ key }) => key === option)?.choices.find(({ key }) => key === choice.key)
  const text = choice.reason?.text ?? found?.reason?.text
  return (
    <Modal opened onClose={onClose} title={t('configure.whyNot', { name: choice.name })} closeButtonProps={{ 'aria-label': t('close') }}>
      <p role="status">{text ?? (fetching ? t('configure.lookingUp') : t('configure.doesNotFit'))}</p>
      <p className="meta" style={{ marginTop: 12 }}>{t('configure.anywayHint')}</p>
      <Group justify="flex-end" mt="lg"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button onClick={onTake}>{t('configure.anyway')}</Button></Group>
    </Modal>
  )
}
