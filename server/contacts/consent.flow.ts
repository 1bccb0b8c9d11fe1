import { enumOf } from '../kit/enums.ts'
import { Flow } from '../kit/flow.ts'

/** What somebody decided about one channel and purpose. Nobody has consented by saying nothing; who objects need not have consented before. */
export const consentFlow = new Flow('consent', [], [
  [null, 'give', 'Given'],
  ['Withdrawn', 'give', 'Given'],
  [null, 'withdraw', 'Withdrawn'],
  ['Given', 'withdraw', 'Withdrawn'],
])

export const ConsentDecisionEnum = enumOf('ConsentDecision', ['Given', 'Withdrawn'])
export const ConsentChannelEnum = enumOf('ConsentChannel', ['EMAIL', 'PHONE', 'SMS', 'MESSAGING', 'POST', 'FAX'], 'By what somebody may be reached.')
export const ConsentPurposeEnum = enumOf('ConsentPurpose', ['MARKETING', 'NEWSLETTER', 'SURVEY', 'SERVICE'], 'What for.')
export const ConsentSourceEnum = enumOf('ConsentSource', ['WEB_FORM', 'EMAIL', 'PHONE', 'VISIT', 'TRADE_FAIR', 'PAPER', 'IMPORT'], 'How the decision reached us.')
