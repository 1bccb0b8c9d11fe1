import type { Transaction } from '../access/command.ts'
import { UserError } from '../kit/errors.ts'
import { type Loaded, publish } from './quote-verbs.ts'
import { quoteFlow } from './quote.flow.ts'

/** Shows an approved version to its buyer. Throws EXPIRED. */
export async function present(tx: Transaction, { quote, version, today }: Loaded): Promise<void> {
  if ((version.validUntil ?? '') < today) throw new UserError('EXPIRED', ['id'])
  version.state = quoteFlow.next(version.state, 'present')
  version.presentedAt = new Date()
  publish(quote, 'Presented')
  tx.record('quote.presented', quote.subject(), { number: quote.number, version: version.number }, true)
}
