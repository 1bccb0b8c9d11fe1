import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

const VALUES = {
  ACCOUNT_STATUS: ['PROSPECT', 'ACTIVE', 'INACTIVE'],
  ACCOUNT_KIND: ['ORGANISATION', 'PERSON'],
  PARTNER_STATE: ['Applied', 'UnderReview', 'Approved', 'Onboarding', 'Active', 'Suspended', 'Rejected', 'Terminated'],
  PARTNER_TYPE: ['DISTRIBUTOR', 'DEALER', 'RESELLER', 'INTEGRATOR'],
  QUOTE_STATE: ['Requested', 'Draft', 'PendingApproval', 'Approved', 'Presented', 'Accepted', 'Declined', 'Rejected', 'Expired', 'Canceled'],
  ORDER_STATE: ['PendingPartnerApproval', 'Placed', 'OnHold', 'Confirmed', 'PartiallyShipped', 'Shipped', 'Delivered', 'Closed', 'Canceled'],
  BILLING_STATE: ['NotInvoiced', 'PartiallyInvoiced', 'Invoiced', 'Paid'],
  CHANGE_STATE: ['Draft', 'PendingPartnerApproval', 'Submitted', 'PendingApproval', 'Approved', 'Applied', 'Rejected', 'Withdrawn'],
  SUPPLY_STATE: ['Announced', 'Received', 'Canceled'],
  LIFECYCLE: ['PLANNED', 'ACTIVE', 'PHASING_OUT', 'DISCONTINUED'],
  CHANNEL: ['email', 'phone', 'visit', 'post'],
  LANGUAGE: ['en', 'zh-Hant', 'zh-Hans'],
} as const

/** The values of a closed list in the reader's language: states by the shared names, others by the CRM's. */
export const optionsOf = (t: TFunction, list: keyof typeof VALUES) => VALUES[list].map((value) => ({ value: value as string, label: t([...(list === 'PARTNER_STATE' ? [`states.Partner${value}`] : []), `values.${value}`, `states.${value}`]) }))

export function useOptions(list: keyof typeof VALUES) {
  const { t } = useTranslation()
  return useMemo(() => optionsOf(t, list), [list, t])
}
