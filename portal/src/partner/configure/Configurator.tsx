import { Accordion, Alert } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Empty } from '../../shared/Empty'
import { Notice } from '../../shared/Notice'
import { Loaded } from '../../shared/Loaded'
import { SkeletonRecord } from '../../shared/Skeletons'
import { ConfigureDocument, SavedAnswersDocument, type ConfigureQuery, type SavedAnswersQuery } from '../gql/graphql'
import { PageHead } from '../parts/PageHead'
import { type Answers, answersOf, listOf } from './answers'
import { ConfigureOption } from './ConfigureOption'
import c from './Configure.module.css'
import { Outcome } from './Outcome'

/** A model with what was saved of it, if anything. */
export function Configurator({ modelId, saved }: { modelId: string; saved?: string | undefined }) {
  if (!saved) return <Questions modelId={modelId} saved={null} />
  return <Saved id={saved} modelId={modelId} />
}

function Saved({ id, modelId }: { id: string; modelId: string }) {
  const query = useQuery({ query: SavedAnswersDocument, variables: { id } })
  return <Loaded query={query} skeleton={<SkeletonRecord />}>{({ configuration }) => (configuration ? <Questions key={id} modelId={modelId} saved={configuration} /> : <Empty kind="notFound" />)}</Loaded>
}

/** Questions to be answered in any order. Each answer is sent, and what it leaves comes back. */
function Questions({ modelId, saved }: { modelId: string; saved: SavedAnswersQuery['configuration'] }) {
  const { t } = useTranslation()
  const [asked, setAsked] = useState<{ answers: Answers; keep?: string }>(() => ({ answers: saved ? answersOf(saved.answers) : {} }))
  // a saved solution stays with the version that it was made with, until it is taken over to the one that is offered
  const [anew, setAnew] = useState(false)
  const of = saved?.version && !anew ? { versionId: saved.version.id } : { modelId }
  const query = useQuery({ query: ConfigureDocument, variables: { input: { ...of, answers: listOf(asked.answers), keep: asked.keep ?? null } }, requestPolicy: 'network-only' })
  return (
    <Loaded query={query} skeleton={<SkeletonRecord />}>
      {({ configure }) => <Answering key={configure.versionId} configured={configure} fetching={query[0].fetching} asked={asked.answers} onAnswer={(answers, keep) => setAsked({ answers, ...(keep ? { keep } : {}) })} saved={saved} title={saved?.name ?? configure.name} crumb={t('nav.configure')} {...(saved?.outdated && !anew ? { onAnew: () => setAnew(true) } : {})} />}
    </Loaded>
  )
}

type Configured = ConfigureQuery['configure']
type Props = { configured: Configured; fetching: boolean; asked: Answers; onAnswer: (answers: Answers, keep?: string) => void; saved: SavedAnswersQuery['configuration']; title: string; crumb: string; onAnew?: () => void }

function Answering({ configured, fetching, asked, onAnswer, saved, title, crumb, onAnew }: Props) {
  const { t } = useTranslation()
  const [opened, setOpened] = useState<string[]>(configured.groups.slice(0, 1).map(({ key }) => key))
  // those that gave way stay told until the next answer
  const [dropped, setDropped] = useState<{ of: Configured['dropped']; before: Answers }>()
  const before = useRef<Answers>({})
  useEffect(() => {
    if (fetching || !configured.dropped.length) return
    setDropped({ of: configured.dropped, before: before.current })
    onAnswer(answersOf(configured.answers))
  }, [configured, fetching, onAnswer])

  const answer = (option: string, choices: string[], keep?: string) => {
    before.current = asked
    setDropped(undefined)
    const { [option]: _, ...others } = asked
    onAnswer(choices.length ? { ...others, [option]: choices } : others, keep)
  }
  return (
    <div className={c.page}>
      <div className={c.questions}>
        {onAnew && <div className={c.dropped}><Notice tone="amber">{t('configure.outdatedHint')} <button type="button" className="link" onClick={onAnew}>{t('configure.takeOver')}</button></Notice></div>}
        <PageHead title={title} back={{ label: crumb, to: '/configure' }} meta={saved ? configured.name : t('configure.anyOrder')} />
        {dropped && (
          <Alert color="yellow" variant="light" role="status" className={c.dropped} title={t('configure.gaveWay')} withCloseButton closeButtonLabel={t('close')} onClose={() => setDropped(undefined)}>
            <ul>{dropped.of.map(({ option, name, reason }) => <li key={option + name}><b>{name}</b> – {reason.text}</li>)}</ul>
            <button type="button" className="link" onClick={() => { setDropped(undefined); onAnswer(dropped.before) }}><IconArrowBackUp size={14} aria-hidden /> {t('configure.takeBack')}</button>
          </Alert>
        )}
        <Accordion multiple value={opened} onChange={setOpened} variant="separated" radius="md" order={2} keepMounted={false}>
          {configured.groups.map(({ key, name, options }) => (
            <Accordion.Item key={key} value={key}>
              <Accordion.Control><span className={c.group}>{name}<span className="meta">{t('configure.answered', { count: options.filter((option) => asked[option.key]?.length).length, of: options.length })}</span></span></Accordion.Control>
              <Accordion.Panel>{options.map((option) => <ConfigureOption key={option.key} option={option} chosen={asked[option.key] ?? []} onAnswer={(choices, keep) => answer(option.key, choices, keep ? option.key : undefined)} input={{ versionId: configured.versionId, answers: listOf(asked) }} />)}</Accordion.Panel>
            </Accordion.Item>
          ))}
        </Accordion>
      </div>
      <Outcome configured={configured} fetching={fetching} saved={saved} answered={Object.keys(asked).length > 0} onComplete={() => onAnswer(answersOf(configured.completion ?? []))} onClear={() => onAnswer({})} />
    </div>
  )
}
