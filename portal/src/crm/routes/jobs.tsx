import { createFileRoute } from '@tanstack/react-router'
import { JobTable } from '../jobs/JobTable'

export const Route = createFileRoute('/jobs')({ component: JobTable })
