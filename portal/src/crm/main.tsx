import { createRouter } from '@tanstack/react-router'
import { boot } from '../shared/boot'
import { FailedPage, keepAppWhenPartsAreLost } from '../shared/ErrorBoundary'
import { cache } from './cache'
import { routeTree } from './routeTree.gen'
import { ShellSkeleton } from './shell/Shell'
import { NotFound } from './shell/NotFound'

const router = createRouter({
  routeTree, basepath: '/crm', context: { client: undefined! }, defaultPreload: 'intent', defaultPreloadStaleTime: 0, scrollRestoration: true, defaultErrorComponent: FailedPage, defaultNotFoundComponent: NotFound,
})

declare module '@tanstack/react-router' {
  interface Register { router: typeof router }
}

keepAppWhenPartsAreLost()
void boot({ name: 'crm', cache, shell: <ShellSkeleton />, router })
