import { Button, Checkbox, Group, Select, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Empty } from '../../shared/Empty'
import { Loaded } from '../../shared/Loaded'
import { SkeletonRecord } from '../../shared/Skeletons'
import { useCommand, type UserError } from '../../shared/useCommand'
import { ContractTemplateDocument, SaveContractTemplateDocument, type ContractTemplateQuery } from '../gql/graphql'
import { LANGUAGES } from '../letterhead/languages'
import { TitleBar } from '../shell/TitleBar'
import { KINDS } from './kinds'
import { TextEditor } from './TextEditor'
import c from './contracts.module.css'

type Template = NonNullable<ContractTemplateQuery['contractTemplate']>

export function TemplatePage({ id }: { id: string }) {
  const { t } = useTranslation()
  const query = useQuery({ query: ContractTemplateDocument, variables: { id }, pause: id === 'new' })
  if (id === 'new') return <Editor />
  return <Loaded query={query} skeleton={<SkeletonRecord />}>{({ contractTemplate }) => (contractTemplate ? <Editor key={contractTemplate.revision} template={contractTemplate} /> : <><TitleBar title={t('nav.contractTemplates')} /><Empty kind="notFound" /></>)}</Loaded>
}

function Editor({ template }: { template?: Template }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [draft, setDraft] = useState({ name: template?.name ?? '', kind: template?.kind ?? ('OTHER' as Template['kind']), locale: template?.locale ?? 'en', body: template?.body ?? '', active: template?.active ?? true })
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const set = (change: Partial<typeof draft>) => setDraft({ ...draft, ...change })
  const { run, pending } = useCommand(SaveContractTemplateDocument, { again: false, done: t('saved'), onErrors: (errors: UserError[]) => { setWrong(Object.fromEntries(errors.map(({ path, message }) => [path[0] ?? '', message]))); return errors.every(({ path }) => path[0] && path[0] !== 'revision') } })
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setWrong({})
    const saved = await run({ id: template?.id, revision: template?.revision, ...draft })
    if (saved?.template && !template) void navigate({ to: '/contract-templates/$id', params: { id: saved.template.id } })
  }
  return (
    <>
      <TitleBar title={template?.name ?? t('contracts.newTemplate')} crumb={{ to: '/contract-templates', label: t('nav.contractTemplates') }} />
      <div className={c.page}>
        <form onSubmit={submit} className={c.sheet}>
          <div className={c.facts}>
            <TextInput label={t('field.name')} required maxLength={200} value={draft.name} error={wrong.name} onChange={(event) => set({ name: event.currentTarget.value })} />
            <Select label={t('contracts.kind')} allowDeselect={false} data={KINDS.map((value) => ({ value, label: t(`contracts.kinds.${value}`) }))} value={draft.kind} onChange={(kind) => kind && set({ kind: kind as Template['kind'] })} />
            <Select label={t('contracts.language')} allowDeselect={false} data={LANGUAGES} value={draft.locale} onChange={(locale) => locale && set({ locale })} />
            <Checkbox mt={28} label={t('contracts.templateActive')} checked={draft.active} onChange={(event) => set({ active: event.currentTarget.checked })} />
          </div>
          <TextEditor label={t('contracts.body')} value={draft.body} onChange={(body) => set({ body })} />
          {wrong.body && <p role="alert" className={c.due}>{wrong.body}</p>}
          <Group justify="flex-end"><Button type="submit" loading={pending}>{t('save')}</Button></Group>
        </form>
      </div>
    </>
  )
}
