import { SegmentedControl, Select, Textarea } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Markdown } from '../../shared/contracts/Markdown'
import { ContractFieldsDocument, ContractPreviewDocument } from '../gql/graphql'
import c from './contracts.module.css'

type Props = { value: string; onChange: (value: string) => void; /** Whose fields the preview fills in. */ contractId?: string; label: string }

/** A text with fields: written on one side, as it will read on the other; on a phone one after the other. */
export function TextEditor({ value, onChange, contractId, label }: Props) {
  const { t } = useTranslation()
  const [shown, show] = useState<'write' | 'read'>('write')
  const area = useRef<HTMLTextAreaElement>(null)
  const [body] = useDebouncedValue(value, 400)
  const [{ data: fields }] = useQuery({ query: ContractFieldsDocument })
  const [{ data }] = useQuery({ query: ContractPreviewDocument, variables: { body, contractId }, requestPolicy: 'network-only' })
  const unknown = data?.contractPreview.unknown ?? []
  const insert = (name: string | null) => {
    if (!name) return
    const at = area.current?.selectionStart ?? value.length, end = area.current?.selectionEnd ?? at
    onChange(`${value.slice(0, at)}{{${name}}}${value.slice(end)}`)
    requestAnimationFrame(() => area.current?.focus())
  }
  return (
    <div className={c.editor} data-shown={shown}>
      <div className={c.editorBar}>
        <SegmentedControl className={c.switch} size="xs" value={shown} onChange={(next) => show(next as 'write')} data={[{ value: 'write', label: t('contracts.write') }, { value: 'read', label: t('contracts.read') }]} />
        <Select size="xs" aria-label={t('contracts.insertField')} placeholder={t('contracts.insertField')} searchable value={null} data={(fields?.contractFields ?? []).map((name) => ({ value: name, label: `${t(`contracts.fields.${name.replace('.', '_')}`)} · ${name}` }))} onChange={insert} w={280} comboboxProps={{ width: 360, position: 'bottom-start' }} />
      </div>
      {unknown.length > 0 && <ul className={c.unknown} role="alert">{unknown.map(({ name, line, column }) => <li key={`${line}.${column}`}>{t('contracts.unknownField', { name, line, column })}</li>)}</ul>}
      <div className={c.panes}>
        <Textarea ref={area} className={c.write} aria-label={label} value={value} onChange={(event) => onChange(event.currentTarget.value)} autosize minRows={18} maxLength={100_000} />
        <div className={c.read} aria-label={t('contracts.read')} role="region" tabIndex={0}>{data && <Markdown text={data.contractPreview.text} />}</div>
      </div>
    </div>
  )
}
