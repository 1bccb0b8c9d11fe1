import type { ViewerFragment } from '../../shared/gql/graphql'

/** The columns of the work page: one for each verb that the viewer holds. */
export function columnsOf({ permissions }: Pick<ViewerFragment, 'permissions'>) {
  const may = (permission: string) => permissions.includes(permission)
  return { draft: may('quote:draft'), approve: may('quote:approve'), specials: may('specialPrice:approve'), present: may('quote:present'), confirm: may('order:confirm'), ship: may('order:ship'), later: may('order:read') }
}
