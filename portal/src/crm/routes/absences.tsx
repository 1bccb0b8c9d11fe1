import { createFileRoute } from '@tanstack/react-router'
import { AbsencesPage } from '../approvals/AbsencesPage'

export const Route = createFileRoute('/absences')({ component: AbsencesPage })
