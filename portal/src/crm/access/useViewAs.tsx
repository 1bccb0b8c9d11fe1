import { useTranslation } from 'react-i18next'
import { useCommand } from '../../shared/useCommand'
import { ViewAsDocument } from '../gql/graphql'
import { useAsk } from '../record/useAsk'

/** Looks at the product as somebody else, after asking why. */
export function useViewAs() {
  const { t } = useTranslation()
  const { ask, dialog } = useAsk()
  const { run } = useCommand(ViewAsDocument)
  const viewAs = ({ id, name }: { id: string; name: string }) => ask({
    title: t('viewAs.title', { name }), hint: t('viewAs.hint'), field: t('viewAs.reason'), required: true, confirm: t('viewAs.begin'),
    run: async (reason) => {
      const begun = await run({ userId: id, reason })
      // a page of its own: nothing of the administrator's data is left in it
      if (begun) location.assign(`/${begun.app}`)
      return begun
    },
  })
  return { viewAs, dialog }
}
