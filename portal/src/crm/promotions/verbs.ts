import { IconPlayerPause, IconPlayerPlay, IconPlayerStop, IconRocket } from '@tabler/icons-react'
import { ActivatePromotionDocument, EndPromotionDocument, PausePromotionDocument, ResumePromotionDocument } from '../gql/graphql'
import type { Verb } from '../record/useVerbs'

export const PROMOTION_VERBS: Verb[] = [
  { id: 'activate', document: ActivatePromotionDocument, icon: IconRocket, tone: 'primary' },
  { id: 'resume', document: ResumePromotionDocument, icon: IconPlayerPlay, tone: 'primary', reverse: 'pause' },
  { id: 'pause', document: PausePromotionDocument, icon: IconPlayerPause, reverse: 'resume' },
  { id: 'end', document: EndPromotionDocument, icon: IconPlayerStop, tone: 'danger' },
]
