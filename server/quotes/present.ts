import type { Transaction } from '../access/command.ts'
import { UserError } from '../kit/errors.ts'
import { askAgain } from './approval.ts'
import { type Loaded, publish } from './quote-verbs.ts'
import { quoteFlow } from './quote.flow.ts'

/** Shows an approved version to its buyer – or sends it back to approval, where the rules have become stricter since. Throws EXPIRED. */
export async function present(tx: Transaction, { quote, version, today }: Loaded): Promise<void> {
  if ((version.validUntil ?? '') < today) throw new UserError('EXPIRED', ['id'])
  if (await askAgain(tx, quote, version)) return
  version.state = quoteFlow.next(version.state, 'present')
  version.presentedAt = new Date()
  publish(quote, 'Presented')
  tx.record('quote.presented', quote.subject(), { number: quote.number, version: version.number }, true)
}
