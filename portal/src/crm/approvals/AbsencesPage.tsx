import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useFormat } from '../../shared/format'
import { useCommand } from '../../shared/useCommand'
import { AbsencesDocument, EndDelegationDocument, type AbsenceRowFragment, type AbsencesQuery } from '../gql/graphql'
import { SimplePage } from '../grid/SimplePage'
import { AbsenceDialog } from './AbsenceDialog'

const stateOf = ({ inForce, endedAt, fromDay }: AbsenceRowFragment) => (inForce ? 'inForce' : endedAt ? 'endedEarly' : fromDay > new Date().toLocaleDateString('sv') ? 'toCome' : 'over')

/** Who is away, and who decides for them: one's own, those for whom one stands in, and the team's. */
export function AbsencesPage() {
  const { t } = useTranslation()
  const { date } = useFormat()
  const [creating, { open, close }] = useDisclosure()
  const query = useQuery({ query: AbsencesDocument, variables: {} })
  const end = useCommand(EndDelegationDocument, { done: t('absences.ended') })
  return (
    <SimplePage title={t('nav.absences')} query={query} pick={({ approvalDelegations }: AbsencesQuery) => [...approvalDelegations.nodes]} hint={t('absences.hint')} over={(absence) => ['over', 'endedEarly'].includes(stateOf(absence))}
      actions={[{ id: 'new', label: t('absences.new'), icon: IconPlus, hotkey: 'n', tone: 'primary', run: open }]}
      columns={[
        { label: t('absences.person'), render: ({ person }) => person?.name },
        { label: t('absences.delegate'), render: ({ delegate, grants }) => <>{delegate?.name}{grants && <span className="meta"> · {t('absences.granted')}</span>}</> },
        { label: t('absences.days'), render: ({ fromDay, toDay }) => `${date(fromDay)} – ${date(toDay)}` },
        { label: t('field.state'), render: (absence) => t(`absences.${stateOf(absence)}`) },
        { label: t('absences.reason'), render: ({ reason }) => reason },
        { label: '', render: ({ id, actions }) => actions.includes('end') && <Button size="compact-sm" variant="default" loading={end.pending} onClick={() => void end.run({ id })}>{t('absences.end')}</Button> },
      ]}>
      {creating && <AbsenceDialog onClose={close} />}
    </SimplePage>
  )
}
