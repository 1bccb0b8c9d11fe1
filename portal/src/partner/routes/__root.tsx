import { createRootRouteWithContext } from '@tanstack/react-router'
import { ahead, type PageContext } from '../../shared/ahead'
import { Empty } from '../../shared/Empty'
import { CartDocument, MeDocument } from '../gql/graphql'
import { Shell } from '../shell/Shell'

export const Route = createRootRouteWithContext<PageContext>()({
  // the same on every page, and asked for once
  loader: ({ context, preload }) => { if (preload) { ahead(context, MeDocument, {}); ahead(context, CartDocument, {}) } },
  component: Shell, notFoundComponent: () => <Empty kind="notFound" />,
})
