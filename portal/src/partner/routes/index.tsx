import { createFileRoute } from '@tanstack/react-router'
import { ahead } from '../../shared/ahead'
import { HomeDocument } from '../gql/graphql'
import { HomePage } from '../home/HomePage'

export const Route = createFileRoute('/')({ loader: ({ context }) => ahead(context, HomeDocument, {}), component: HomePage })
