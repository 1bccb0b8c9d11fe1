import type { ReactNode } from 'react'
import c from './page.module.css'

/** Label and value; what has no value is left out. */
export function Facts({ of }: { of: [label: string, value: ReactNode][] }) {
  return <dl className={c.facts}>{of.filter(([, value]) => value != null && value !== '' && value !== false).map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>
}

/** Sums below lines; the last one is the total. What comes on top of it by law stands below. */
export function Totals({ of, taxes }: { of: [label: string, value: ReactNode][]; taxes?: { rows: [label: string, amount: string][]; notes: string[] } }) {
  return (
    <>
      <dl className={c.totals}>
        {of.map(([label, value], index) => <div key={label} data-sum={index === of.length - 1 || undefined}><dt>{label}</dt><dd>{value}</dd></div>)}
        {taxes?.rows.map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}
      </dl>
      {!!taxes?.notes.length && <p className={`meta ${c.taxNotes}`}>{taxes.notes.join(' ')}</p>}
    </>
  )
}
