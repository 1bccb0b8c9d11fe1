import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useFormat } from '../../shared/format'
import { useCommand } from '../../shared/useCommand'
import { AccountStandingDocument, UpdateAccountDocument, type AccountPropertiesFragment } from '../gql/graphql'
import { can } from '../record/can'
import { Fact } from '../record/Fact'
import { useFieldEdit } from '../record/useFieldEdit'

/** What we think of the account; not every colleague may see it. */
export function AccountStanding({ account }: { account: AccountPropertiesFragment }) {
  const { t } = useTranslation()
  const { money } = useFormat()
  const [{ data }, refetch] = useQuery({ query: AccountStandingDocument, variables: { id: account.id } })
  const { run } = useCommand(UpdateAccountDocument)
  const save = useFieldEdit(account, async (input) => { const payload = await run(input); refetch({ requestPolicy: 'network-only' }); return payload }, ({ account: after }) => after as AccountPropertiesFragment)
  const { revenuePotential, creditStanding } = data?.account ?? {}
  const edit = (field: string, value: string | null | undefined, kind: 'text' | 'amount') => can(account, 'update') ? { kind, value: value ?? '', save: (next: string) => void save(field, next, value) } : undefined
  return (
    <>
      <Fact label={t('field.potential')} edit={edit('revenuePotential', revenuePotential, 'amount')}>{revenuePotential && money(revenuePotential, 'USD', 'short')}</Fact>
      <Fact label={t('field.creditStanding')} edit={edit('creditStanding', creditStanding, 'text')}>{creditStanding}</Fact>
    </>
  )
}
