import type { ReactNode } from 'react'
import c from './security.module.css'

type Props = { title: string; hint: ReactNode; action?: ReactNode; children?: ReactNode }

/** One matter of the page: what it is, how it stands, and what one can do. */
export const Section = ({ title, hint, action, children }: Props) => (
  <section className={c.section}>
    <div className={c.head}><div><h2>{title}</h2><p className="muted">{hint}</p></div>{action}</div>
    {children}
  </section>
)
