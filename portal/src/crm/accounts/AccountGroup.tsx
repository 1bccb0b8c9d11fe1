import { ActionIcon } from '@mantine/core'
import { IconHierarchy2 } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActions } from '../../shared/actions/registry'
import { StateBadge } from '../../shared/StateBadge'
import { toastDone } from '../../shared/toasts'
import { useCommand } from '../../shared/useCommand'
import { UpdateAccountDocument, type AccountQuery } from '../gql/graphql'
import { can } from '../record/can'
import { PickDialog } from '../record/PickDialog'
import { RelatedItem, RelatedList, Section } from '../record/Related'

/** The account above this one and those below it. */
export function AccountGroup({ account }: { account: NonNullable<AccountQuery['account']> }) {
  const { t } = useTranslation()
  const [setting, setSetting] = useState(false)
  const [error, setError] = useState<string>()
  const { run } = useCommand(UpdateAccountDocument, { onErrors: (errors) => { setError(errors[0]!.message); return true } })
  const { id, name, revision, parent, children, partner } = account
  const mayUpdate = can(account, 'update')
  const open = () => { setError(undefined); setSetting(true) }
  useActions(mayUpdate ? [{ id: 'page.parent', group: name, label: t('group.setParent'), icon: <IconHierarchy2 size={16} stroke={1.6} />, run: open }] : [])
  const save = async (above: { id: string } | null) => {
    setError(undefined)
    const after = (await run({ id, revision, parentId: above?.id ?? null }))?.account
    if (after) toastDone(t('saved'), () => run({ id, revision: after.revision, parentId: parent?.id ?? null }))
    return after
  }
  return (
    <Section title={t('group.title')} action={mayUpdate && <ActionIcon aria-label={t('group.setParent')} title={t('group.setParent')} onClick={open}><IconHierarchy2 size={15} /></ActionIcon>}>
      <RelatedList>
        {parent && <RelatedItem to="/accounts/$id" id={parent.id} title={parent.name} below={t('group.above')} />}
        {children.map((child) => <RelatedItem key={child.id} to="/accounts/$id" id={child.id} title={child.name} end={<StateBadge state={child.status} />} below={[t('group.below'), child.city].filter(Boolean).join(' · ')} />)}
      </RelatedList>
      {!parent && children.length === 0 && <p className="muted">{t('group.none')}</p>}
      {setting && <PickDialog of="account" title={t('group.setParent')} label={t('field.parent')} hint={t(partner ? 'group.hintPartner' : 'group.hint')} confirm={t('save')} clearable heldBy={partner?.id} except={id} value={parent} error={error} run={save} onClose={() => setSetting(false)} />}
    </Section>
  )
}
