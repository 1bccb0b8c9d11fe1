import { Button, Group, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Empty } from '../../shared/Empty'
import { useFormat } from '../../shared/format'
import { Loaded } from '../../shared/Loaded'
import { Notice } from '../../shared/Notice'
import { SkeletonText } from '../../shared/Skeletons'
import { useCommand } from '../../shared/useCommand'
import { ConfigurationToChangeDocument, ConfigureForDocument, SaveConfigurationDocument, type ConfigureForQuery } from '../gql/graphql'
import { type Answers, Questions } from '../models/TryPanel'
import models from '../models/models.module.css'

type From = { modelId: string; name: string; answers: Answers }
type Done = (made: { id: string; offer: NonNullable<ConfigureForQuery['configure']['offer']> }) => void
type Props = { partnerId: string | null; onDone: Done; onClose: () => void }

/** A model is answered for a quote's buyer and saved as ours, beginning with what was configured before, if anything. */
export function Configure({ from, configurationId, ...props }: Props & { from?: Pick<From, 'modelId' | 'name'>; configurationId?: string }) {
  const { t } = useTranslation()
  return (
    <Modal opened onClose={props.onClose} title={t(configurationId ? 'configured.again' : 'configured.new')} size="90rem" closeButtonProps={{ 'aria-label': t('close') }}>
      {from ? <Answering from={{ ...from, answers: {} }} {...props} /> : <Before id={configurationId!} {...props} />}
    </Modal>
  )
}

function Before({ id, ...props }: Props & { id: string }) {
  const query = useQuery({ query: ConfigurationToChangeDocument, variables: { id }, requestPolicy: 'network-only' })
  return (
    <Loaded query={query} skeleton={<SkeletonText lines={8} />}>
      {({ configuration }) => (configuration?.version?.model ? <Answering from={{ modelId: configuration.version.model.id, name: configuration.name, answers: answersOf(configuration.answers) }} {...props} /> : <Empty kind="notFound" />)}
    </Loaded>
  )
}

const answersOf = (list: readonly { option: string; choices: string[] }[]): Answers => Object.fromEntries(list.map(({ option, choices }) => [option, choices]))
const listOf = (answers: Answers) => Object.entries(answers).map(([option, choices]) => ({ option, choices }))

function Answering({ from, partnerId, onDone, onClose }: Props & { from: From }) {
  const { t } = useTranslation()
  const { date, money } = useFormat()
  const [answers, setAnswers] = useState(from.answers), [name, setName] = useState(from.name)
  const query = useQuery({ query: ConfigureForDocument, variables: { input: { modelId: from.modelId, answers: listOf(answers) }, partnerId }, requestPolicy: 'network-only' })
  const { run, pending } = useCommand(SaveConfigurationDocument, { again: false })
  const [{ fetching }] = query
  return (
    <Loaded query={query} skeleton={<SkeletonText lines={12} />}>
      {({ configure: { versionId, groups, complete, completion, dropped, offer } }) => {
        const save = async () => {
          const made = await run({ versionId, name: name.trim(), answers: listOf(answersOf(completion!)) })
          if (made?.configuration && offer) onDone({ id: made.configuration.id, offer })
        }
        return (
          <div className={models.try}>
            <div>
              {dropped.length > 0 && <Notice tone="amber">{t('configured.gaveWay')} {dropped.map(({ name: gone, reason }) => `${gone} – ${reason.text}`).join(' ')}</Notice>}
              <Questions groups={groups} answers={answersOf(listOf(answers).filter(({ option }) => !dropped.some((one) => one.option === option)))} onAnswer={setAnswers} />
            </div>
            <aside className={models.result} aria-busy={fetching}>
              {!offer || !completion ? <p role="status">{t('models.findings.UNSOLVABLE')}</p> : (
                <>
                  <b role="status">{t(complete ? 'models.complete' : 'models.canBeCompleted')}</b>
                  <p>{offer.total ? money(offer.total, offer.currency) : '—'}{offer.date && ` · ${t('configured.leaves', { date: date(offer.date) })}`}</p>
                  <TextInput label={t('field.name')} value={name} maxLength={200} onChange={(event) => setName(event.currentTarget.value)} withAsterisk mb="sm" />
                  <Group gap="xs">
                    <Button loading={pending} disabled={fetching || !name.trim() || !offer.total} onClick={() => void save()}>{t(complete ? 'configured.use' : 'configured.completeAndUse')}</Button>
                    <Button variant="default" onClick={onClose}>{t('cancel')}</Button>
                  </Group>
                  <ul>{offer.lines.map(({ sku, name: part, quantity }) => <li key={sku}>{quantity} × {part} <span className="meta">{sku}</span></li>)}</ul>
                </>
              )}
            </aside>
          </div>
        )
      }}
    </Loaded>
  )
}
