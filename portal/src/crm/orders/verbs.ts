import { IconCalendarBolt, IconChecks, IconHandStop, IconHomeCheck, IconPlayerPlay } from '@tabler/icons-react'
import { CloseOrderDocument, DeliverOrderDocument, HoldOrderDocument, ReleaseOrderDocument, RepromiseOrderDocument } from '../gql/graphql'
import type { Verb } from '../record/useVerbs'

/** Confirm, ship and cancel have their own panels; what goes beyond the credit is released with a reason. */
export const ORDER_VERBS: Verb[] = [
  { id: 'repromise', document: RepromiseOrderDocument, icon: IconCalendarBolt, hotkey: 'p' },
  { id: 'release', document: ReleaseOrderDocument, icon: IconPlayerPlay, hotkey: 'r', tone: 'primary', asks: { field: 'reason' } },
  { id: 'deliver', document: DeliverOrderDocument, icon: IconHomeCheck, hotkey: 'd' },
  { id: 'close', document: CloseOrderDocument, icon: IconChecks, hotkey: 'e' },
  { id: 'hold', document: HoldOrderDocument, icon: IconHandStop, hotkey: 'h', asks: { field: 'reason', required: true }, reverse: 'release' },
]
