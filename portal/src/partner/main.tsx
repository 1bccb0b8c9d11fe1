import { RouterProvider, createRouter } from '@tanstack/react-router'
import { boot } from '../shared/boot'
import { BrokenPage } from '../shared/ErrorBoundary'
import { cache } from './cache'
import { ShellSkeleton } from './shell/ShellSkeleton'
import { routeTree } from './routeTree.gen'

const router = createRouter({ routeTree, basepath: '/partner', defaultPreload: 'intent', scrollRestoration: true, defaultErrorComponent: BrokenPage })
declare module '@tanstack/react-router' {
  interface Register { router: typeof router }
}

void boot({ name: 'partner', cache, shell: <ShellSkeleton />, children: <RouterProvider router={router} /> })
