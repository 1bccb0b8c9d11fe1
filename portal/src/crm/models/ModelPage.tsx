import { Tabs } from '@mantine/core'
import { IconArchive, IconBraces, IconPencilPlus, IconRocket } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useClient, useQuery } from 'urql'
import { Empty } from '../../shared/Empty'
import { Loaded } from '../../shared/Loaded'
import { StateBadge } from '../../shared/StateBadge'
import { toastFailed } from '../../shared/toasts'
import { tellFailure, useCommand } from '../../shared/useCommand'
import { usePermission } from '../../shared/session/Session'
import { CheckModelDocument, type CheckModelQuery, DraftModelDocument, EditModelDocument, type ModelFragment, ProductModelDocument, PublishModelDocument, RetireModelDocument } from '../gql/graphql'
import { RecordSkeleton } from '../record/RecordPage'
import { useTab } from '../record/useTab'
import { TitleBar, type PageAction } from '../shell/TitleBar'
import { CheckPanel } from './CheckPanel'
import { CostPanel } from './CostPanel'
import { DataDialog } from './DataDialog'
import type { Definition, List } from './definition'
import c from './models.module.css'
import { Pieces } from './Pieces'
import { PublishDialog } from './PublishDialog'
import { TryPanel } from './TryPanel'

export function ModelPage({ id }: { id: string }) {
  const query = useQuery({ query: ProductModelDocument, variables: { id } })
  return <Loaded query={query} skeleton={<RecordSkeleton />}>{({ productModel }) => (productModel?.latest ? <Model model={productModel} version={productModel.latest} /> : <Empty kind="notFound" />)}</Loaded>
}

const lists: List[] = ['options', 'rules', 'parts', 'groups', 'attributes']

/** The latest version of a model: a draft can be changed, what was published is only read. */
function Model({ model, version }: { model: ModelFragment; version: NonNullable<ModelFragment['latest']> }) {
  const { t } = useTranslation()
  const { id, actions } = model
  const client = useClient(), mayReadCosts = usePermission('cost:read')
  const [data, setData] = useState(false)
  const tabs = [...lists, ...(mayReadCosts ? ['costs'] : []), 'check', 'try'], [tab, setTab] = useTab(tabs)
  const [found, setFound] = useState<CheckModelQuery['checkModel']>(), [checking, setChecking] = useState(false)
  const draft = useCommand(DraftModelDocument, { done: t('models.drafted') })
  // a contradiction names its rules by their place; the check tells it in their words
  const publish = useCommand(PublishModelDocument, { done: t('models.published'), onErrors: (errors) => {
    const others = errors.filter(({ code }) => code !== 'UNSOLVABLE')
    if (others.length < errors.length) { setTab('check'); toastFailed(t('models.findings.UNSOLVABLE')) }
    for (const { message } of others) toastFailed(message)
    return true
  } })
  const retire = useCommand(RetireModelDocument, { done: t('models.retired') })
  const edit = useCommand(EditModelDocument, { again: false })
  const definition = version.definition as Definition
  const may = (verb: string) => actions.includes(verb)
  const publishChecked = async () => {
    setChecking(true)
    const { data, error } = await client.query(CheckModelDocument, { versionId: version.id }, { requestPolicy: 'network-only' }).toPromise(), check = data?.checkModel
    setChecking(false)
    // what could not be checked is not offered to dealers
    if (error || !check) { if (error) tellFailure(error, t, publishChecked); return }
    // what has no solution is refused, and says so itself
    if (check.findings.length && check.findings.every(({ kind }) => kind !== 'UNSOLVABLE')) setFound(check)
    else await publish.run({ id })
  }
  const offered: (PageAction | false)[] = [
    { id: 'data', label: t('models.asData'), icon: IconBraces, rare: true, run: () => setData(true) },
    may('retire') && { id: 'retire', label: t('models.retire'), icon: IconArchive, tone: 'danger', pending: retire.pending, run: () => void retire.run({ id }) },
    may('draft') && { id: 'draft', label: t('models.draft'), icon: IconPencilPlus, hotkey: 'e', tone: 'primary', pending: draft.pending, run: () => void draft.run({ id }) },
    may('publish') && { id: 'publish', label: t('models.publish'), icon: IconRocket, tone: 'primary', pending: checking || publish.pending, run: () => void publishChecked() },
  ]
  const save = async (changed: Definition) => Boolean(await edit.run({ id, revision: version.revision, definition: changed }))
  return (
    <>
      <TitleBar title={model.name} crumb={{ to: '/models', label: t('nav.models') }} after={<><span className="muted">{t('models.version', { number: version.number })}</span><StateBadge state={version.state} /></>} actions={offered.filter((one) => one !== false)} />
      <Tabs value={tab} onChange={setTab} keepMounted={false} className={c.tabs}>
        <Tabs.List>{tabs.map((key) => <Tabs.Tab key={key} value={key}>{t(`models.${key}`)}{key in definition && <span className={c.count}>{definition[key as List].length}</span>}</Tabs.Tab>)}</Tabs.List>
        {lists.map((list) => <Tabs.Panel key={list} value={list}><Pieces list={list} definition={definition} versionId={version.id} revision={version.revision} save={may('edit') ? save : null} pending={edit.pending} /></Tabs.Panel>)}
        <Tabs.Panel value="costs"><CostPanel modelId={id} definition={definition} editable={may('cost')} /></Tabs.Panel>
        <Tabs.Panel value="check"><CheckPanel key={version.revision} versionId={version.id} /></Tabs.Panel>
        <Tabs.Panel value="try"><TryPanel key={version.revision} versionId={version.id} /></Tabs.Panel>
      </Tabs>
      {found && <PublishDialog check={found} pending={publish.pending} onClose={() => setFound(undefined)} onPublish={() => void publish.run({ id }).then(() => setFound(undefined))} />}
      {data && <DataDialog definition={definition} pending={edit.pending} onClose={() => setData(false)} onSave={may('edit') ? async (changed) => { if (await save(changed)) setData(false) } : null} />}
    </>
  )
}
