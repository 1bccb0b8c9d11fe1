import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useFormat } from '../../shared/format'
import { usePermission } from '../../shared/session/Session'
import { BuyerConfigurationsDocument } from '../gql/graphql'
import { Link } from '@tanstack/react-router'
import { Section } from '../record/Related'

/** What a partner's people have configured, on its page. */
export function BuyerConfigurations({ partnerId }: { partnerId: string }) {
  const { t } = useTranslation()
  const { date } = useFormat()
  const may = usePermission('configuration:use')
  const [{ data }] = useQuery({ query: BuyerConfigurationsDocument, variables: { partners: [partnerId] }, pause: !may })
  const nodes = data?.configurations.nodes ?? []
  if (!nodes.length) return null
  return (
    <Section title={t('nav.configurations')} count={data!.configurations.totalCount}>
      {nodes.map(({ id, name, updatedAt }) => <div key={id}><Link className="link" to="/configurations/$id" params={{ id }}>{name}</Link> <span className="meta">{date(updatedAt)}</span></div>)}
    </Section>
  )
}
