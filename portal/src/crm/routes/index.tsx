import { createFileRoute } from '@tanstack/react-router'
import { WorkPage } from '../work/WorkPage'

export const Route = createFileRoute('/')({ component: WorkPage })
