import { createFileRoute, redirect } from '@tanstack/react-router'

// Whoever typed this address and signed in there is taken to the first page: there is no page of this name.
export const Route = createFileRoute('/sign-in')({ beforeLoad: () => { throw redirect({ to: '/', replace: true }) } })
