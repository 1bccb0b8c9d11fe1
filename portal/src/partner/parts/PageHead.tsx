import { Link, type LinkProps } from '@tanstack/react-router'
import { IconChevronLeft } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { usePageTitle } from '../../shared/usePageTitle'
import c from './page.module.css'

type Props = {
  title: string
  /** Beside the title: a state. */
  beside?: ReactNode
  meta?: ReactNode
  /** The list that this record belongs to. */
  back?: { label: string; to: LinkProps['to'] }
  /** The page's buttons. */
  children?: ReactNode
}

/** The one h1 of a page, its way back and its buttons. Names the browser's tab as well. */
export function PageHead({ title, beside, meta, back, children }: Props) {
  usePageTitle(title)
  return (
    <header className={c.head}>
      <div className={c.titles}>
        {back && <Link to={back.to} className={c.crumb}><IconChevronLeft size={14} aria-hidden />{back.label}</Link>}
        <div className={c.title}><h1>{title}</h1>{beside}</div>
        {meta && <div className="meta" style={{ marginTop: 4 }}>{meta}</div>}
      </div>
      {children && <div className={c.tools}>{children}</div>}
    </header>
  )
}
