import { useTranslation } from 'react-i18next'
import { toastDone } from '../../shared/toasts'
import { useCommand } from '../../shared/useCommand'
import { UpdatePartnerUserDocument } from '../gql/graphql'

/** Lets a person in or keeps them out; either can be undone. */
export function useActivation() {
  const { t } = useTranslation()
  const { run } = useCommand(UpdatePartnerUserDocument)
  return async ({ id, name }: { id: string; name: string }, active: boolean) => {
    const done = await run({ id, active })
    if (done) toastDone(t(active ? 'people.activated' : 'people.deactivated', { name }), () => run({ id, active: !active }))
  }
}
