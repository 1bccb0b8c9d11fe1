import { Button, Checkbox, Group, Popover, Select, Stack, TextInput } from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { DayInput } from '../../shared/DayInput'
import { RecordPicker } from '../record/RecordPicker'
import { picked, type Filter, type Values } from './listState'

type Props = { filters: Filter[]; values: Values; onChange: (id: string, value: string[]) => void; onClear: () => void }

/** Every filter of the list in one pop-over; each choice takes effect at once. */
export function FilterMenu({ filters, values, onChange, onClear }: Props) {
  const { t } = useTranslation()
  const count = filters.filter(({ id }) => values[id]?.some(Boolean)).length
  return (
    <Popover position="bottom-end" shadow="md" trapFocus width={300}>
      <Popover.Target>
        <Button variant="default" leftSection={<IconFilter size={14} />} aria-haspopup="dialog">{t('grid.filter')}{count > 0 && ` · ${count}`}</Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('grid.filter')} mah="70vh" style={{ overflowY: 'auto' }}>
        <Stack gap={14}>
          {filters.map((filter) => <Field key={filter.id} filter={filter} value={values[filter.id] ?? []} onChange={(value) => onChange(filter.id, value)} />)}
          <Group justify="flex-end"><Button variant="subtle" color="gray" onClick={onClear} disabled={count === 0}>{t('clearFilter')}</Button></Group>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}

function Field({ filter, value, onChange }: { filter: Filter; value: string[]; onChange: (value: string[]) => void }) {
  const { t } = useTranslation()
  const bound = (index: 0 | 1, next: string) => onChange(index === 0 ? [next, value[1] ?? ''] : [value[0] ?? '', next])
  switch (filter.kind) {
    case 'choice':
      return (
        <Checkbox.Group label={filter.label} value={value} onChange={onChange}>
          <Group gap="8px 16px" mt={6}>{filter.options.map((option) => <Checkbox key={option.value} value={option.value} label={option.label} />)}</Group>
        </Checkbox.Group>
      )
    case 'one':
      return <Select label={filter.label} data={filter.options} value={value[0] ?? null} onChange={(option) => onChange(option ? [option] : [])} clearable searchable comboboxProps={{ withinPortal: false }} />
    case 'yes':
      return <Checkbox label={filter.label} checked={value[0] === 'true'} onChange={(event) => onChange(event.currentTarget.checked ? ['true'] : [])} />
    case 'amount':
      return (
        <Group grow gap={8} align="end">
          <TextInput type="number" label={filter.label} aria-label={`${filter.label}, ${t('grid.from')}`} placeholder={t('grid.from')} value={value[0] ?? ''} onChange={(event) => bound(0, event.currentTarget.value)} />
          <TextInput type="number" aria-label={`${filter.label}, ${t('grid.to')}`} placeholder={t('grid.to')} value={value[1] ?? ''} onChange={(event) => bound(1, event.currentTarget.value)} />
        </Group>
      )
    case 'days':
      return (
        <Group grow gap={8} align="end">
          <DayInput inside clearable label={filter.label} aria-label={`${filter.label}, ${t('grid.from')}`} placeholder={t('grid.from')} value={value[0]} onChange={(day) => bound(0, day)} />
          <DayInput inside clearable aria-label={`${filter.label}, ${t('grid.to')}`} placeholder={t('grid.to')} value={value[1]} onChange={(day) => bound(1, day)} />
        </Group>
      )
    default: {
      const current = value[0] ? picked(value[0]) : null
      return <RecordPicker of={filter.kind} label={filter.label} value={current} onChange={(record) => onChange(record ? [`${record.id}~${record.name}`] : [])} clearable />
    }
  }
}
