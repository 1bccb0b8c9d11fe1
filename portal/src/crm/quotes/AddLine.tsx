import { Combobox, Loader, TextInput, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useFormat } from '../../shared/format'
import { usePermission } from '../../shared/session/Session'
import { PickProductsDocument, type PickedProductFragment } from '../gql/graphql'
import c from './quotes.module.css'

/** The last row: a SKU or a name, Enter, and the line is there with its quantity open for typing. */
export function AddLine({ onAdd, onUp, hint }: { onAdd: (product: PickedProductFragment) => void; onUp: () => void; hint: boolean }) {
  const { t } = useTranslation()
  const { money, number } = useFormat()
  const cost = usePermission('cost:read')
  const [text, setText] = useState('')
  const [search] = useDebouncedValue(text.trim(), 140)
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  const [{ data, fetching }] = useQuery({ query: PickProductsDocument, variables: { search, cost }, pause: search.length < 2 })
  const settled = search === text.trim() && !fetching
  const found = search.length >= 2 ? (data?.products.nodes ?? []) : []
  const { selectFirstOption } = combobox
  useEffect(() => { if (settled && found.length > 0) selectFirstOption() }, [settled, found.length, search, selectFirstOption])

  const choose = (id: string) => {
    const product = found.find((one) => one.id === id)
    if (!product) return
    setText('')
    combobox.closeDropdown()
    onAdd(product)
  }
  return (
    <Combobox store={combobox} onOptionSubmit={choose} shadow="md" position="bottom-start" width={460}>
      <Combobox.Target>
        <TextInput data-add className={c.add} variant="unstyled" aria-label={t('quotes.add')} placeholder={t('quotes.addPlaceholder')} leftSection={fetching ? <Loader size={13} /> : <IconPlus size={15} />} value={text}
          onChange={(event) => { setText(event.currentTarget.value); combobox.openDropdown() }} onBlur={() => combobox.closeDropdown()}
          onKeyDown={(event) => { if (event.key === 'ArrowUp' && !combobox.dropdownOpened) { event.preventDefault(); onUp() } if (event.key === 'Escape') setText('') }} />
      </Combobox.Target>
      <Combobox.Dropdown hidden={search.length < 2}>
        <Combobox.Options>
          {found.map(({ id, sku, name, available, listPrice, currency, unit }) => (
            <Combobox.Option key={id} value={id}>
              <span className={c.option}><b>{sku}</b><span className="ellipsis">{name}</span><span className="num">{listPrice && money(listPrice, currency)}</span><span className="meta">{t('quotes.inStock', { available: number(available), unit: unit ? t(`units.${unit}`, { defaultValue: unit }) : '' })}</span></span>
            </Combobox.Option>
          ))}
          {settled && found.length === 0 && <Combobox.Empty>{t('quotes.noProduct')}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
      {hint && <p className={`meta ${c.addHint}`}>{t('quotes.pasteHint')}</p>}
    </Combobox>
  )
}
