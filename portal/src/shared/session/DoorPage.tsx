import type { ReactNode } from 'react'
import { Mark } from '../Mark'
import { Preferences } from '../Preferences'
import { usePageTitle } from '../usePageTitle'
import c from './SignIn.module.css'

/** A page before anybody is signed in: one card on an empty ground. */
export function DoorPage({ title, hint, children }: { title: string; hint: ReactNode; children?: ReactNode }) {
  usePageTitle(title)
  return (
    <div className={c.page}>
      <header className={c.top}><Preferences /></header>
      <main className={c.card}>
        <Mark size={40} />
        <h1>{title}</h1>
        <p className="muted">{hint}</p>
        {children}
      </main>
    </div>
  )
}
