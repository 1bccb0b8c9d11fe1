import { useTranslation } from 'react-i18next'

/** A permission of the matrix, such as `quote:read`, in the reader's words. */
export function usePermissionWords() {
  const { t } = useTranslation()
  return {
    object: (permission: string) => t(`access.objects.${permission.split(':')[0]!}`, permission.split(':')[0]!),
    verb: (permission: string) => t(`access.verbs.${permission.split(':')[1]!}`, permission.split(':')[1]!),
    scope: (scope: string) => t(`access.scopes.${scope}`),
    role: (role: string) => t(`roles.${role}`, role),
  }
}

/** Rows that follow each other and are of one object, together. */
export function byObject<Row extends { permission: string }>(rows: readonly Row[]): [object: string, rows: Row[]][] {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const object = row.permission.split(':')[0]!
    groups.set(object, [...(groups.get(object) ?? []), row])
  }
  return [...groups]
}
