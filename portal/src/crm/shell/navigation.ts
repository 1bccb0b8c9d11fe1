import {
  IconArrowBackUp, IconReplace, IconCreditCard, IconBuildingBank, IconDatabaseExport, IconCashBanknote, IconCurrencyDollar, IconMailForward, IconReceipt2, IconReceiptTax, IconRosetteDiscount, IconBeach, IconContract, IconGavel, IconLicense, IconTemplate, IconUserCheck, IconAdjustmentsCog, IconSettingsCheck, IconBook2, IconBriefcase2, IconBuilding, IconDiscount2, IconFileInvoice, IconHistory, IconKey, IconLayoutKanban, IconListDetails, IconPackage, IconPercentage, IconShieldLock, IconTags, IconTruckLoading, IconUserCog, IconUsers, IconUsersGroup, IconWebhook,
  type TablerIcon,
} from '@tabler/icons-react'

import { useViewer } from '../../shared/session/Session'

export type Place = { id: string; to: string; icon: TablerIcon; hotkey: string; needs?: string }

/** Where one can go, in the order of the rail. `hotkey` follows G; `needs` names the permission without which the entry is not shown. */
const NAVIGATION: { id: string; places: Place[] }[] = [
  { id: 'main', places: [{ id: 'work', to: '/', icon: IconBriefcase2, hotkey: 'h' }] },
  {
    id: 'relations',
    places: [
      { id: 'accounts', to: '/accounts', icon: IconBuilding, hotkey: 'a', needs: 'account:read' },
      { id: 'contacts', to: '/contacts', icon: IconUsers, hotkey: 'c', needs: 'contact:read' },
      { id: 'partners', to: '/partners', icon: IconUsersGroup, hotkey: 'p', needs: 'partner:read' },
    ],
  },
  {
    id: 'sales',
    places: [
      { id: 'quotes', to: '/quotes', icon: IconFileInvoice, hotkey: 'q', needs: 'quote:read' },
      { id: 'orders', to: '/orders', icon: IconPackage, hotkey: 'o', needs: 'order:read' },
      { id: 'desk', to: '/desk', icon: IconLayoutKanban, hotkey: 'b', needs: 'order:confirm' },
      { id: 'order-changes', to: '/order-changes', icon: IconReplace, hotkey: '1', needs: 'orderChange:request' },
      { id: 'returns', to: '/returns', icon: IconArrowBackUp, hotkey: '2', needs: 'return:request' },
      { id: 'special-prices', to: '/special-prices', icon: IconRosetteDiscount, hotkey: '*', needs: 'specialPrice:read' },
      { id: 'approvals', to: '/approvals', icon: IconUserCheck, hotkey: 'v', needs: 'quote:approve' },
      { id: 'contracts', to: '/contracts', icon: IconContract, hotkey: 'n', needs: 'contract:read' },
      { id: 'absences', to: '/absences', icon: IconBeach, hotkey: '-', needs: 'delegation:manage' },
    ],
  },
  {
    id: 'offering',
    places: [
      { id: 'products', to: '/products', icon: IconBook2, hotkey: 'd', needs: 'catalog:read' },
      { id: 'supplies', to: '/supplies', icon: IconTruckLoading, hotkey: 's', needs: 'supply:read' },
      { id: 'models', to: '/models', icon: IconAdjustmentsCog, hotkey: 'e', needs: 'model:edit' },
      { id: 'configurations', to: '/configurations', icon: IconSettingsCheck, hotkey: 'g', needs: 'configuration:use' },
      { id: 'priceLists', to: '/price-lists', icon: IconTags, hotkey: 'l', needs: 'price:read' },
      { id: 'priceChanges', to: '/price-changes', icon: IconPercentage, hotkey: 'z', needs: 'pricechange:prepare' },
      { id: 'promotions', to: '/promotions', icon: IconDiscount2, hotkey: 'm', needs: 'price:read' },
    ],
  },
  {
    id: 'finance',
    places: [
      { id: 'invoices', to: '/invoices', icon: IconReceipt2, hotkey: 'f', needs: 'invoice:read' },
      { id: 'payments', to: '/payments', icon: IconCashBanknote, hotkey: '€', needs: 'payment:read' },
      { id: 'bank', to: '/bank', icon: IconBuildingBank, hotkey: '¥', needs: 'bankLine:read' },
      { id: 'dunning', to: '/dunning', icon: IconMailForward, hotkey: '!', needs: 'dunning:read' },
      { id: 'creditRules', to: '/credit-rules', icon: IconCreditCard, hotkey: '3', needs: 'credit:release' },
      { id: 'rates', to: '/rates', icon: IconCurrencyDollar, hotkey: '$', needs: 'rate:manage' },
      { id: 'taxRules', to: '/tax-rules', icon: IconReceiptTax, hotkey: '%', needs: 'tax:manage' },
    ],
  },
  {
    id: 'administration',
    places: [
      { id: 'approvalRules', to: '/approval-rules', icon: IconGavel, hotkey: 'r', needs: 'approvalrule:manage' },
      { id: 'contractTemplates', to: '/contract-templates', icon: IconTemplate, hotkey: 'y', needs: 'template:manage' },
      { id: 'letterhead', to: '/letterhead', icon: IconLicense, hotkey: 'i', needs: 'letterhead:manage' },
      { id: 'users', to: '/users', icon: IconUserCog, hotkey: 'u', needs: 'user:manage' },
      { id: 'apiKeys', to: '/api-keys', icon: IconKey, hotkey: 'k', needs: 'key:manage' },
      { id: 'webhooks', to: '/webhooks', icon: IconWebhook, hotkey: 'w', needs: 'webhook:manage' },
      { id: 'access', to: '/access', icon: IconShieldLock, hotkey: 'x', needs: 'access:explain' },
      { id: 'audit', to: '/audit', icon: IconHistory, hotkey: 't', needs: 'audit:read' },
      { id: 'exports', to: '/exports', icon: IconDatabaseExport, hotkey: '+', needs: 'export:read' },
      { id: 'jobs', to: '/jobs', icon: IconListDetails, hotkey: 'j', needs: 'job:read' },
    ],
  },
]

export const PLACES = NAVIGATION.flatMap(({ places }) => places)

/** The page of a record, for links and for the palette's hits. */
export function recordLink(type: string, id: string): { to: string; params: { id: string } } | undefined {
  const place = { account: 'accounts', contact: 'contacts', partner: 'partners', quote: 'quotes', order: 'orders', product: 'products', contract: 'contracts', invoice: 'invoices', payment: 'payments' }[type.toLowerCase()]
  return place ? { to: `/${place}/$id`, params: { id } } : undefined
}

/** The places that the viewer's permissions open. */
export function usePlaces() {
  const { permissions } = useViewer()
  return NAVIGATION
    .map((group) => ({ ...group, places: group.places.filter(({ needs }) => !needs || permissions.includes(needs)) }))
    .filter(({ places }) => places.length > 0)
}
