import { createFileRoute } from '@tanstack/react-router'
import { ahead } from '../../shared/ahead'
import { ConfigurePage } from '../configure/ConfigurePage'
import { ProductModelsDocument } from '../gql/graphql'

export const Route = createFileRoute('/configure/')({ loader: ({ context }) => ahead(context, ProductModelsDocument, {}), component: ConfigurePage })
