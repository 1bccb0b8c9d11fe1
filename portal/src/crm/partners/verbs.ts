import { IconBan, IconCheck, IconCircleX, IconPlayerPlay, IconSchool, IconSearch, IconUserCheck, IconX } from '@tabler/icons-react'
import {
  ActivatePartnerDocument, ApprovePartnerDocument, OnboardPartnerDocument, RejectPartnerDocument, ResumePartnerDocument, ReviewPartnerDocument, SuspendPartnerDocument, TerminatePartnerDocument,
} from '../gql/graphql'
import type { Verb } from '../record/useVerbs'

const reason = { field: 'reason', required: true } as const

export const PARTNER_VERBS: Verb[] = [
  { id: 'review', document: ReviewPartnerDocument, icon: IconSearch, tone: 'primary' },
  { id: 'approve', document: ApprovePartnerDocument, icon: IconCheck, tone: 'primary' },
  { id: 'onboard', document: OnboardPartnerDocument, icon: IconSchool, tone: 'primary' },
  { id: 'activate', document: ActivatePartnerDocument, icon: IconUserCheck, tone: 'primary' },
  { id: 'resume', document: ResumePartnerDocument, icon: IconPlayerPlay, tone: 'primary', reverse: 'suspend' },
  { id: 'reject', document: RejectPartnerDocument, icon: IconX, tone: 'danger', asks: reason },
  { id: 'suspend', document: SuspendPartnerDocument, icon: IconBan, tone: 'danger', asks: reason, reverse: 'resume' },
  { id: 'terminate', document: TerminatePartnerDocument, icon: IconCircleX, tone: 'danger', asks: reason },
]
