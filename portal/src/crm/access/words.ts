import { useTranslation } from 'react-i18next'
import { usePermissionWords } from '../../shared/permissionWords'

/** What the matrix is made of, in the reader's words. */
export function useAccessWords() {
  const { t } = useTranslation()
  return {
    ...usePermissionWords(),
    scope: (scope: string) => t(`access.scopes.${scope}`),
    /** A type of the API, such as `PriceList`. */
    type: (type: string) => t([`records.${type.toLowerCase()}`, `history.parts.${type}`], type),
    role: (role: string) => t(`roles.${role}`, role),
  }
}
