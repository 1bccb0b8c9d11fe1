import { createFileRoute } from '@tanstack/react-router'
import { LetterheadPage } from '../letterhead/LetterheadPage'

export const Route = createFileRoute('/letterhead')({ component: LetterheadPage })
