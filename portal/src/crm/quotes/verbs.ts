import { IconArrowBackUp, IconBan, IconCheck, IconGitBranch, IconPencil, IconPresentation, IconSend, IconX } from '@tabler/icons-react'
import {
  ApproveQuoteDocument, CancelQuoteDocument, DraftQuoteDocument, PresentQuoteDocument, RejectQuoteDocument, ReturnQuoteDocument, ReviseQuoteDocument, SubmitQuoteDocument,
} from '../gql/graphql'
import type { Verb } from '../record/useVerbs'

/** Rules that became stricter meanwhile send an approved offer back. */
export const routed = ({ quote }: { quote?: { state: string } | null }): 'routed' | undefined => (quote?.state === 'PendingApproval' ? 'routed' : undefined)

/** Decided is on what was seen, and not on what was submitted in its place meanwhile. */
const seen = ({ version }: { version?: { id: string } | null }) => ({ versionId: version?.id })

export const QUOTE_VERBS: Verb[] = [
  { id: 'draft', document: DraftQuoteDocument, icon: IconPencil, hotkey: 'd', tone: 'primary' },
  { id: 'submit', document: SubmitQuoteDocument, icon: IconSend, hotkey: 's', tone: 'primary' },
  { id: 'approve', document: ApproveQuoteDocument, icon: IconCheck, hotkey: 'a', tone: 'primary', asks: { field: 'comment' }, of: seen },
  { id: 'return', document: ReturnQuoteDocument, icon: IconArrowBackUp, hotkey: 'r', asks: { field: 'comment', required: true }, of: seen },
  { id: 'present', document: PresentQuoteDocument, icon: IconPresentation, hotkey: 'p', tone: 'primary', outcome: routed },
  { id: 'revise', document: ReviseQuoteDocument, icon: IconGitBranch, hotkey: 'v' },
  { id: 'reject', document: RejectQuoteDocument, icon: IconX, tone: 'danger', asks: { field: 'comment', required: true }, of: seen },
  { id: 'cancel', document: CancelQuoteDocument, icon: IconBan, tone: 'danger', asks: { field: 'reason', required: true } },
]
