import { createFileRoute } from '@tanstack/react-router'
import { ModelsPage } from '../models/ModelsPage'

export const Route = createFileRoute('/models/')({ component: ModelsPage })
