import { useTranslation } from 'react-i18next'
import { toastDone } from '../../shared/toasts'
import { useCommand } from '../../shared/useCommand'
import { LinkContactDocument, UnlinkContactDocument } from '../gql/graphql'

/** Says that a person belongs to an account, or no longer does; each undoes the other. */
export function useContactLink() {
  const { t } = useTranslation()
  const linking = useCommand(LinkContactDocument)
  const unlinking = useCommand(UnlinkContactDocument)
  return {
    link: async (contactId: string, accountId: string, done: string) => {
      const payload = await linking.run({ contactId, accountId })
      if (payload) toastDone(done, () => unlinking.run({ contactId, accountId }))
      return payload
    },
    unlink: async (contactId: string, accountId: string) => {
      const payload = await unlinking.run({ contactId, accountId })
      if (payload) toastDone(t('contacts.unlinked'), () => linking.run({ contactId, accountId }))
      return payload
    },
  }
}
