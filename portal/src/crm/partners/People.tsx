import { ActionIcon } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useActions } from '../../shared/actions/registry'
import { useFormat } from '../../shared/format'
import { PersonMenu } from '../../shared/people/PersonMenu'
import { usePermission } from '../../shared/session/Session'
import { StateBadge } from '../../shared/StateBadge'
import type { PartnerPersonFragment } from '../gql/graphql'
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
  const { name, title, email, active, state, roles, spendingLimit, spendingPeriod } = person
  const limit = spendingLimit != null && t('people.limited', { amount: money(spendingLimit, currency, 'short'), period: t(`values.period.${spendingPeriod ?? 'MONTH'}`) })
  return (
    <li className={c.person} data-inactive={!active || undefined}>
      <div className={c.who}>
        <span className={c.personName}>{name}</span>{state !== 'Active' && <StateBadge state={state} />}
        <div className="meta">{[roles.map((role) => t(`roles.${role}`, role)).join(', '), title, limit].filter(Boolean).join(' · ')}</div>
        <div className="meta ellipsis" title={email}>{email}</div>
      </div>
      <PersonMenu person={person} onEdit={onEdit} />
    </li>
  )
}
