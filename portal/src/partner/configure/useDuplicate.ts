import { useTranslation } from 'react-i18next'
import { useClient } from 'urql'
import { useCommand } from '../../shared/useCommand'
import { SaveConfigurationDocument, SavedAnswersDocument } from '../gql/graphql'

/** Saves another one with the same answers, to be changed by itself. */
export function useDuplicate() {
  const { t } = useTranslation()
  const client = useClient()
  const { run, pending } = useCommand(SaveConfigurationDocument)
  const duplicate = async (id: string) => {
    const { data } = await client.query(SavedAnswersDocument, { id }).toPromise()
    const saved = data?.configuration
    if (!saved?.version) return
    await run({ versionId: saved.version.id, name: t('configure.copyName', { name: saved.name }).slice(0, 200), answers: saved.answers.map(({ option, choices }) => ({ option, choices })) })
  }
  return { duplicate, pending }
}
