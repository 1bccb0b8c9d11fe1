import { ActionIcon, Button, Checkbox, Group, Popover, Tooltip } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconColumns3, IconMinus, IconPin, IconPinFilled, IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Arrangement, Column } from './columns'
import c from './grid.module.css'

const STEP = 24

type Props<Row> = { columns: Column<Row>[]; arrangement: Arrangement; arrange: (change: Partial<Arrangement>) => void; reset: () => void }

/** Choose, order, pin and widen columns – everything the mouse can do in the head, here for the keyboard too. */
export function ColumnMenu<Row>({ columns, arrangement, arrange, reset }: Props<Row>) {
  const { t } = useTranslation()
  const { order, shown, pinned, widths } = arrangement
  const move = (id: string, by: number) => {
    const next = order.filter((other) => other !== id)
    next.splice(Math.max(0, order.indexOf(id) + by), 0, id)
    arrange({ order: next })
  }
  const ordered = order.flatMap((id) => columns.find((column) => column.id === id) ?? [])
  return (
    <Popover position="bottom-end" shadow="md" trapFocus width={340}>
      <Popover.Target>
        <Tooltip label={t('grid.columns')}><ActionIcon variant="default" size={30} aria-label={t('grid.columns')} aria-haspopup="dialog"><IconColumns3 size={15} /></ActionIcon></Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('grid.columns')} mah="70vh" style={{ overflowY: 'auto' }}>
        {ordered.map(({ id, label, width }, index) => {
          const on = pinned.includes(id)
          const named = (verb: string) => t(`grid.${verb}`, { column: label })
          const size = widths[id] ?? width
          return (
            <div key={id} className={c.columnRow}>
              <Checkbox style={{ flex: 1 }} label={label} checked={shown[id] !== false} onChange={(event) => arrange({ shown: { ...shown, [id]: event.currentTarget.checked } })} />
              <ActionIcon size={24} aria-label={named('narrower')} onClick={() => arrange({ widths: { ...widths, [id]: Math.max(60, size - STEP) } })}><IconMinus size={13} /></ActionIcon>
              <ActionIcon size={24} aria-label={named('wider')} onClick={() => arrange({ widths: { ...widths, [id]: size + STEP } })}><IconPlus size={13} /></ActionIcon>
              <ActionIcon size={24} aria-label={named('pin')} aria-pressed={on} onClick={() => arrange({ pinned: on ? pinned.filter((other) => other !== id) : [...pinned, id] })}>{on ? <IconPinFilled size={14} /> : <IconPin size={14} />}</ActionIcon>
              <ActionIcon size={24} aria-label={named('earlier')} disabled={index === 0} onClick={() => move(id, -1)}><IconArrowUp size={14} /></ActionIcon>
              <ActionIcon size={24} aria-label={named('later')} disabled={index === ordered.length - 1} onClick={() => move(id, 1)}><IconArrowDown size={14} /></ActionIcon>
            </div>
          )
        })}
        <Group justify="flex-end" mt={8}><Button variant="subtle" color="gray" onClick={reset}>{t('grid.resetColumns')}</Button></Group>
      </Popover.Dropdown>
    </Popover>
  )
}
