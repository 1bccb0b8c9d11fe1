import { createRouter } from '@tanstack/react-router'
import { boot } from '../shared/boot'
import { FailedPage, keepAppWhenPartsAreLost } from '../shared/ErrorBoundary'
import { cache } from './cache'
import { ShellSkeleton } from './shell/ShellSkeleton'
import { routeTree } from './routeTree.gen'

const router = createRouter({ routeTree, basepath: '/partner', context: { client: undefined! }, defaultPreload: 'intent', defaultPreloadStaleTime: 0, scrollRestoration: true, defaultErrorComponent: FailedPage })
declare module '@tanstack/react-router' {
  interface Register { router: typeof router }
}

keepAppWhenPartsAreLost()
void boot({ name: 'partner', cache, shell: <ShellSkeleton />, router })
