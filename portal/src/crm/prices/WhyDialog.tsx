import { Modal, Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { PickPriceProductsDocument } from '../gql/graphql'
import { PriceExplanation } from '../products/PriceExplanation'

type Picked = { id: string; name: string } | null

/** Why any product costs any buyer what it does. */
export function WhyDialog({ product, partner, onClose }: { product: Picked; partner: Picked; onClose: () => void }) {
  const { t } = useTranslation()
  const [picked, setPicked] = useState(product)
  const [text, setText] = useState(product?.name ?? '')
  const [search] = useDebouncedValue(text === picked?.name ? '' : text.trim(), 180)
  const [{ data }] = useQuery({ query: PickPriceProductsDocument, variables: { search: search || null } })
  const found = (data?.products.nodes ?? []).map(({ id, sku, name }) => ({ value: id, label: name, sku }))
  const all = picked && !found.some(({ value }) => value === picked.id) ? [{ value: picked.id, label: picked.name, sku: '' }, ...found] : found
  return (
    <Modal opened onClose={onClose} title={t('prices.why')} size={820} closeButtonProps={{ 'aria-label': t('close') }}>
      <Select label={t('field.product')} data-autofocus searchable mb="md" data={all} value={picked?.id ?? null} searchValue={text} onSearchChange={setText} filter={({ options }) => options} nothingFoundMessage={t('palette.nothing')} placeholder={t('pick.placeholder')}
        renderOption={({ option }) => <span>{option.label}<span className="meta"> · {all.find(({ value }) => value === option.value)?.sku}</span></span>}
        onChange={(id) => { const one = all.find(({ value }) => value === id); setPicked(one ? { id: one.value, name: one.label } : null) }} />
      {picked && <PriceExplanation key={picked.id} productId={picked.id} startWith={partner} />}
    </Modal>
  )
}
