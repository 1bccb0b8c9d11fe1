import type { ReactNode } from 'react'
import c from './Notice.module.css'

type Props = {
  /** grey: for the record; teal: good; amber: mind this; red: refused. */
  tone: 'grey' | 'teal' | 'amber' | 'red'
  icon?: ReactNode
  title?: ReactNode
  children?: ReactNode
}

/** A sentence that the page must not be read without. Red ones are announced at once. */
export function Notice({ tone, icon, title, children }: Props) {
  return (
    <div className={c.notice} data-tone={tone} role={tone === 'red' ? 'alert' : 'note'}>
      {icon}
      <div>{title && <p className={c.title}>{title}</p>}{children}</div>
    </div>
  )
}
