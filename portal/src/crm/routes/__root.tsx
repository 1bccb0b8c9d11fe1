import { createRootRoute } from '@tanstack/react-router'
import { Shell } from '../shell/Shell'

export const Route = createRootRoute({ component: Shell })
