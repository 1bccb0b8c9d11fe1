import { useTranslation } from 'react-i18next'
import { useCommand } from '../../shared/useCommand'
import { DeclineQuoteDocument } from '../gql/graphql'
import { ReasonDialog } from '../parts/ReasonDialog'

export function DeclineQuote({ quote: { id, number }, onClose }: { quote: { id: string; number: string }; onClose: () => void }) {
  const { t } = useTranslation()
  const { run, pending } = useCommand(DeclineQuoteDocument, { again: false, done: t('quotes.declined', { number }) })
  return <ReasonDialog title={t('quotes.declineTitle', { number })} hint={t('quotes.declineHint')} confirm={t('quotes.decline')} pending={pending} onClose={onClose} onConfirm={async (reason) => { if (await run({ id, reason })) onClose() }} />
}
