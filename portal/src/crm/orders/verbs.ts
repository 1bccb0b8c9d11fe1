import { IconBan, IconChecks, IconHandStop, IconHomeCheck, IconPlayerPlay } from '@tabler/icons-react'
import { CancelOrderDocument, CloseOrderDocument, DeliverOrderDocument, HoldOrderDocument, ReleaseOrderDocument } from '../gql/graphql'
import type { Verb } from '../record/useVerbs'

/** Confirm and ship have their own panels. */
export const ORDER_VERBS: Verb[] = [
  { id: 'release', document: ReleaseOrderDocument, icon: IconPlayerPlay, hotkey: 'r', tone: 'primary' },
  { id: 'deliver', document: DeliverOrderDocument, icon: IconHomeCheck, hotkey: 'd' },
  { id: 'close', document: CloseOrderDocument, icon: IconChecks, hotkey: 'e' },
  { id: 'hold', document: HoldOrderDocument, icon: IconHandStop, hotkey: 'h', asks: { field: 'reason', required: true }, reverse: 'release' },
  { id: 'cancel', document: CancelOrderDocument, icon: IconBan, tone: 'danger', asks: { field: 'reason', required: true } },
]
