import { UnstyledButton } from '@mantine/core'
import c from './Views.module.css'

/** One choice out of a few named filters. */
export function Views<V extends string>({ label, views, value, onChange }: { label: string; views: { value: V; label: string }[]; value: V; onChange: (view: V) => void }) {
  return (
    <div className={c.views} role="group" aria-label={label}>
      {views.map((view) => <UnstyledButton key={view.value} className={c.view} aria-pressed={view.value === value} onClick={() => onChange(view.value)}>{view.label}</UnstyledButton>)}
    </div>
  )
}
