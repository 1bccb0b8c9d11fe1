import { createRootRoute } from '@tanstack/react-router'
import { Empty } from '../../shared/Empty'
import { Shell } from '../shell/Shell'

export const Route = createRootRoute({ component: Shell, notFoundComponent: () => <Empty kind="notFound" /> })
