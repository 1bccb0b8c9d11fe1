import { ActionIcon, Menu } from '@mantine/core'
import { IconDots, IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useActions } from '../../shared/actions/registry'
import { useFormat } from '../../shared/format'
import { usePermission } from '../../shared/session/Session'
import { StateBadge } from '../../shared/StateBadge'
import { toastDone } from '../../shared/toasts'
import { useCommand } from '../../shared/useCommand'
import { UpdatePartnerUserDocument, type PartnerPersonFragment } from '../gql/graphql'
import { can } from '../record/can'
import { RelatedList, Section } from '../record/Related'
import c from './partners.module.css'

type Props = { partner: { id: string; name: string; currency: string }; people: PartnerPersonFragment[]; count: { value: number; exact: boolean }; /** Without a person: a new one. */ onEdit: (person?: PartnerPersonFragment) => void }

/** Who signs in for a partner. The first person is added here; later ones the partner may add itself. */
export function People({ partner, people, count, onEdit }: Props) {
  const { t } = useTranslation()
  const mayAdd = usePermission('user:manage')
  const add = () => onEdit()
  useActions(mayAdd ? [{ id: 'page.person', group: partner.name, label: t('people.add'), icon: <IconPlus size={16} stroke={1.6} />, run: add }] : [])
  return (
    <Section title={t('partners.people')} count={count} action={mayAdd && <ActionIcon aria-label={t('people.add')} title={t('people.add')} onClick={add}><IconPlus size={15} /></ActionIcon>}>
      <RelatedList>{people.map((person) => <Person key={person.id} person={person} currency={partner.currency} onEdit={() => onEdit(person)} />)}</RelatedList>
      {people.length === 0 && <p className="muted">{t(mayAdd ? 'people.none' : 'empty.nothing')}</p>}
    </Section>
  )
}

function Person({ person, currency, onEdit }: { person: PartnerPersonFragment; currency: string; onEdit: () => void }) {
  const { t } = useTranslation()
  const { money } = useFormat()
  const { run } = useCommand(UpdatePartnerUserDocument)
  const { id, name, title, email, active, roles, spendingLimit, spendingPeriod } = person
  const setActive = async (next: boolean) => {
    if (await run({ id, active: next })) toastDone(t(next ? 'people.activated' : 'people.deactivated', { name }), () => run({ id, active: !next }))
  }
  const limit = spendingLimit != null && t('people.limited', { amount: money(spendingLimit, currency, 'short'), period: t(`values.period.${spendingPeriod ?? 'MONTH'}`) })
  return (
    <li className={c.person} data-inactive={!active || undefined}>
      <div className={c.who}>
        <span className={c.personName}>{name}</span>{!active && <StateBadge state="INACTIVE" />}
        <div className="meta">{[roles.map((role) => t(`roles.${role}`, role)).join(', '), title, limit].filter(Boolean).join(' · ')}</div>
        <div className="meta ellipsis" title={email}>{email}</div>
      </div>
      {can(person, 'update') && (
        <Menu position="bottom-end">
          <Menu.Target><ActionIcon aria-label={t('people.more', { name })}><IconDots size={15} /></ActionIcon></Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={onEdit}>{t('edit')}</Menu.Item>
            <Menu.Item color={active ? 'red' : undefined} onClick={() => void setActive(!active)}>{t(active ? 'people.deactivate' : 'people.activate')}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </li>
  )
}
