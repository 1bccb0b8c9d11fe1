import { createFileRoute } from '@tanstack/react-router'
import { TemplatesPage } from '../contracts/TemplatesPage'

export const Route = createFileRoute('/contract-templates/')({ component: TemplatesPage })
