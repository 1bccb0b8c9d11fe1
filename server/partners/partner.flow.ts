import { Flow } from '../kit/flow.ts'
import { enumOf } from '../kit/enums.ts'

export type PartnerState = 'Applied' | 'UnderReview' | 'Approved' | 'Rejected' | 'Onboarding' | 'Active' | 'Suspended' | 'Terminated'
export type PartnerVerb = 'apply' | 'review' | 'approve' | 'reject' | 'onboard' | 'activate' | 'suspend' | 'resume' | 'terminate'

export const partnerFlow = new Flow<PartnerState, PartnerVerb>('partner', [], [
  [null, 'apply', 'Applied'],
  ['Applied', 'review', 'UnderReview'],
  ['UnderReview', 'approve', 'Approved'],
  ['UnderReview', 'reject', 'Rejected'],
  ['Approved', 'onboard', 'Onboarding'],
  ['Onboarding', 'activate', 'Active'],
  ['Active', 'suspend', 'Suspended'],
  ['Suspended', 'resume', 'Active'],
  [['Active', 'Suspended'], 'terminate', 'Terminated'],
])

export const PartnerStateEnum = enumOf('PartnerState', partnerFlow.states)
export const PartnerTypeEnum = enumOf('PartnerType', ['DISTRIBUTOR', 'DEALER', 'RESELLER', 'INTEGRATOR'])
