import { ActionIcon, Combobox, MultiSelect, NumberInput, Switch, TextInput, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import type { UseFormReturnType } from '@mantine/form'
import { IconX } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { FindProductsDocument, PromotionChoicesDocument } from '../gql/graphql'
import { type Item, type Terms, pasted } from './terms'
import c from './promotions.module.css'

type Props = { form: UseFormReturnType<Terms>; /** What is wrong with a row, by its place. */ faults: Record<number, string>; disabled: boolean }

/** What a promotion is about: everything, categories, or products – found by name, or pasted by SKU. */
export function ItemsField({ form, faults, disabled }: Props) {
  const { t } = useTranslation()
  const { kind, allProducts, items, categoryIds } = form.values, bundle = kind === 'BUNDLE'
  const [{ data }] = useQuery({ query: PromotionChoicesDocument })
  const categories = useMemo(() => {
    const all: { value: string; label: string }[] = []
    const walk = (nodes: readonly { id: string; name: string; children?: readonly any[] }[], above: string) => { for (const { id, name, children } of nodes) { all.push({ value: id, label: above + name }); walk(children ?? [], `${above}${name} › `) } }
    walk(data?.categories ?? [], '')
    return all
  }, [data])
  const set = (next: Item[]) => form.setFieldValue('items', next.filter((item, at) => !item.productId || next.findIndex((other) => other.productId === item.productId) === at))
  return (
    <>
      {!bundle && <Switch label={t('promotions.allProducts')} checked={allProducts} disabled={disabled} onChange={(event) => form.setFieldValue('allProducts', event.currentTarget.checked)} />}
      {!bundle && !allProducts && <MultiSelect label={t('promotions.categories')} data={categories} value={categoryIds} onChange={(value) => form.setFieldValue('categoryIds', value)} searchable clearable disabled={disabled} error={form.errors.categoryIds} />}
      {(bundle || !allProducts) && (
        <>
          <ProductSearch label={t(bundle ? 'promotions.bundleProducts' : 'promotions.products')} error={form.errors.items as string | undefined} disabled={disabled} onFound={(found) => set([...items, ...found])} />
          {items.length > 0 && (
            <ul className={c.rows}>
              {items.map((item, at) => (
                <li key={item.key} data-wrong={faults[at] ? true : undefined}>
                  {bundle && <NumberInput aria-label={t('field.quantity')} min={1} w={84} value={item.quantity} disabled={disabled} onChange={(value) => set(items.map((one) => (one === item ? { ...one, quantity: Number(value) || 1 } : one)))} />}
                  <span>{item.name || item.sku}{item.name && <span className="meta"> {item.sku}</span>}{faults[at] && <span className={c.wrong} role="alert">{faults[at]}</span>}</span>
                  {!disabled && <ActionIcon variant="subtle" color="gray" aria-label={t('promotions.removeItem', { name: item.name || item.sku })} onClick={() => set(items.filter((one) => one !== item))}><IconX size={15} /></ActionIcon>}
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </>
  )
}

function ProductSearch({ label, error, disabled, onFound }: { label: string; error?: string; disabled: boolean; onFound: (items: Item[]) => void }) {
  const { t } = useTranslation()
  const combobox = useCombobox()
  const [text, setText] = useState('')
  const [search] = useDebouncedValue(text.trim(), 180)
  const [{ data }] = useQuery({ query: FindProductsDocument, variables: { search }, pause: !search })
  const found = search ? data?.products.nodes ?? [] : []
  const take = (items: Item[]) => { onFound(items); setText(''); combobox.closeDropdown() }
  return (
    <Combobox store={combobox} onOptionSubmit={(id) => { const one = found.find((product) => product.id === id); if (one) take([{ key: one.id, productId: one.id, sku: one.sku, name: one.name, quantity: 1 }]) }}>
      <Combobox.Target>
        <TextInput label={label} placeholder={t('promotions.productsHint')} error={error} disabled={disabled} value={text} onChange={(event) => { setText(event.currentTarget.value); combobox.openDropdown() }} onBlur={() => combobox.closeDropdown()}
          onPaste={(event) => { const lines = event.clipboardData.getData('text/plain'); if (/[\n\t]/.test(lines.trim())) { event.preventDefault(); take(pasted(lines)) } }} />
      </Combobox.Target>
      <Combobox.Dropdown hidden={!found.length}><Combobox.Options>{found.map(({ id, name, sku }) => <Combobox.Option key={id} value={id}>{name} <span className="meta">{sku}</span></Combobox.Option>)}</Combobox.Options></Combobox.Dropdown>
    </Combobox>
  )
}
