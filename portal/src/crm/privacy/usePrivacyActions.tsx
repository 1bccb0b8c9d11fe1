import { IconDownload, IconEraser } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TypedDocumentNode } from 'urql'
import { can } from '../record/can'
import type { PageAction } from '../shell/TitleBar'
import { EraseDialog } from './EraseDialog'

/** What administrators may do with everything that is held about a person: take it along as a file, or erase it. */
export function usePrivacyActions(kind: 'contacts' | 'accounts' | 'users', person: { id: string; name: string; actions: string[] } | null | undefined, document: TypedDocumentNode<any, any>) {
  const { t } = useTranslation()
  const [erasing, setErasing] = useState(false)
  const actions: PageAction[] = [
    ...(can(person, 'export') ? [{ id: 'export', label: t('erasure.export'), icon: IconDownload, rare: true as const, run: () => { location.assign(`/crm/files/${kind}/${person!.id}/personal-data.json`) } }] : []),
    ...(can(person, 'erase') ? [{ id: 'erase', label: t('erasure.erase'), icon: IconEraser, tone: 'danger' as const, run: () => setErasing(true) }] : []),
  ]
  return { actions, dialog: erasing && person && <EraseDialog person={person} document={document} onClose={() => setErasing(false)} /> }
}
