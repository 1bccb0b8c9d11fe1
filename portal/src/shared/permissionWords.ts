import { useTranslation } from 'react-i18next'

/** A permission of the matrix, such as `quote:read`, in the reader's words. */
export function usePermissionWords() {
  const { t } = useTranslation()
  const object = (permission: string) => t(`permissions.objects.${permission.split(':')[0]!}`, permission.split(':')[0]!)
  const verb = (permission: string) => t(`permissions.verbs.${permission.split(':')[1]!}`, permission.split(':')[1]!)
  /** Several in one line, those of one object together. */
  const all = (permissions: readonly string[]) => byObject(permissions.map((permission) => ({ permission })))
    .map(([name, rows]) => t('permissions.of', { object: object(name), verbs: rows.map(({ permission }) => verb(permission)).join(t('permissions.and')) })).join(' · ')
  return { object, verb, all }
}

/** Rows of one object together, in the order in which the objects come. */
export const byObject = <Row extends { permission: string }>(rows: readonly Row[]): [object: string, rows: Row[]][] =>
  [...Map.groupBy(rows, ({ permission }) => permission.split(':')[0]!)]
