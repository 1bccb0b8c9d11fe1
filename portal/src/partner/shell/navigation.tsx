import { IconArrowBackUp, IconReplace, IconAdjustmentsCog, IconDiscount2, IconBuildingStore, IconContract, IconFileText, IconHome, IconKey, IconLayoutGrid, IconPackage, IconReceipt2, IconRosetteDiscount, IconScale, IconUsersGroup, IconWebhook, type TablerIcon } from '@tabler/icons-react'
import { useNavigate, type LinkProps } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useActions } from '../../shared/actions/registry'
import { useViewer } from '../../shared/session/Session'

type Place = { key: string; to: NonNullable<LinkProps['to']>; icon: TablerIcon; keys: string }

const PLACES: Place[] = [
  { key: 'home', to: '/', icon: IconHome, keys: 'g h' },
  { key: 'catalogue', to: '/catalogue', icon: IconLayoutGrid, keys: 'g c' },
  { key: 'promotions', to: '/promotions', icon: IconDiscount2, keys: 'g m' },
  { key: 'configure', to: '/configure', icon: IconAdjustmentsCog, keys: 'g f' },
  { key: 'quotes', to: '/quotes', icon: IconFileText, keys: 'g q' },
  { key: 'orders', to: '/orders', icon: IconPackage, keys: 'g o' },
  { key: 'specials', to: '/special-prices', icon: IconRosetteDiscount, keys: 'g s' },
  { key: 'invoices', to: '/invoices', icon: IconReceipt2, keys: 'g i' },
  { key: 'accounts', to: '/accounts', icon: IconBuildingStore, keys: 'g a' },
]
const MANAGED: (Place & { permission: string })[] = [
  { key: 'changes', to: '/order-changes', icon: IconReplace, keys: 'g e', permission: 'orderChange:request' },
  { key: 'returns', to: '/returns', icon: IconArrowBackUp, keys: 'g r', permission: 'return:request' },
  { key: 'balance', to: '/balance', icon: IconScale, keys: 'g b', permission: 'payment:read' },
  { key: 'contracts', to: '/contracts', icon: IconContract, keys: 'g t', permission: 'contract:read' },
  { key: 'people', to: '/people', icon: IconUsersGroup, keys: 'g p', permission: 'user:manage' },
  { key: 'apiKeys', to: '/api-keys', icon: IconKey, keys: 'g k', permission: 'key:manage' },
  { key: 'webhooks', to: '/webhooks', icon: IconWebhook, keys: 'g w', permission: 'webhook:manage' },
]

/** Where one can go: the top bar, the palette and the keys share this list. */
export function usePlaces() {
  const { permissions } = useViewer()
  const managed = MANAGED.filter(({ permission }) => permissions.includes(permission))
  return { places: PLACES, managed }
}

export function useNavigationActions() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { places, managed } = usePlaces()
  useActions([...places, ...managed].map(({ key, to, icon: Icon, keys }) => ({
    id: `go:${key}`, label: t(`nav.${key}`), group: t('nav.goTo'), keys, icon: <Icon size={17} stroke={1.6} />, run: () => void navigate({ to }),
  })))
}

export const RECORD_PLACES = { account: ['/accounts/$id', IconBuildingStore], product: ['/catalogue/$id', IconLayoutGrid], quote: ['/quotes/$id', IconFileText], order: ['/orders/$id', IconPackage] } as const
