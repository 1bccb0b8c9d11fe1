import { createFileRoute } from '@tanstack/react-router'
import { ahead } from '../../shared/ahead'
import { viewerOf } from '../../shared/session/viewerOf'
import { RecentEventsDocument, WorkDocument } from '../gql/graphql'
import { WorkPage } from '../work/WorkPage'
import { columnsOf } from '../work/columns'

export const Route = createFileRoute('/')({
  loader: ({ context }) => {
    ahead(context, RecentEventsDocument, {})
    void viewerOf(context).then((viewer) => { if (viewer) ahead(context, WorkDocument, columnsOf(viewer)) })
  },
  component: WorkPage,
})
