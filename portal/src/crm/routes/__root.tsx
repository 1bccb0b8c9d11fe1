import { createRootRouteWithContext } from '@tanstack/react-router'
import type { PageContext } from '../../shared/ahead'
import { Shell } from '../shell/Shell'

export const Route = createRootRouteWithContext<PageContext>()({ component: Shell })
