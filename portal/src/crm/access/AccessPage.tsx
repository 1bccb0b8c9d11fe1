import { useNavigate } from '@tanstack/react-router'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import grid from '../grid/grid.module.css'
import { picked } from '../grid/listState'
import { TitleBar } from '../shell/TitleBar'
import c from './access.module.css'
import type { AccessSearch } from './search'
import type { Found } from './Finder'
import { Matrix } from './Matrix'
import { Rights } from './Rights'
import { WhoSees } from './WhoSees'

const TABS = ['matrix', 'rights', 'record'] as const

/** The address keeps a record as `Quote~id~name`. */
const recordIn = (value: string | undefined): Found | null => {
  const [type, id, ...name] = value?.split('~') ?? []
  return type && id ? { id: `${type}~${id}`, name: name.join('~') || id } : null
}
const written = (found: Found | null) => (found ? `${found.id}~${found.name}` : undefined)

/** For administrators: who may do what, who sees what, and why. */
export function AccessPage({ search }: { search: AccessSearch }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const tab = search.tab ?? 'matrix'
  const go = (change: Partial<AccessSearch>) => void navigate({ to: '/access', search: { ...search, ...change } as never, replace: true })
  const person = search.person ? picked(search.person) : null
  const onPerson = (found: Found | null) => go({ person: written(found) })

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (!step) return
    const next = TABS[(TABS.indexOf(tab) + step + TABS.length) % TABS.length]!
    go({ tab: next })
    ;(event.currentTarget.querySelector(`[data-tab="${next}"]`) as HTMLElement | null)?.focus()
  }
  return (
    <>
      <TitleBar title={t('nav.access')} />
      <div role="tablist" aria-label={t('nav.access')} className={`${grid.views} ${c.tabs}`} onKeyDown={onKeyDown}>
        {TABS.map((one) => <button key={one} type="button" role="tab" id={`tab-${one}`} data-tab={one} aria-controls="access-panel" aria-selected={one === tab} tabIndex={one === tab ? 0 : -1} className={grid.view} onClick={() => go({ tab: one })}>{t(`access.tabs.${one}`)}</button>)}
      </div>
      <div id="access-panel" role="tabpanel" aria-labelledby={`tab-${tab}`} className={c.panel}>
        {tab === 'matrix' && <Matrix />}
        {tab === 'rights' && <Rights person={person} onPerson={onPerson} />}
        {tab === 'record' && <WhoSees record={recordIn(search.record)} person={person} field={search.field} onPerson={onPerson} onRecord={(found) => go({ record: written(found), field: undefined })} onField={(field) => go({ field: field || undefined })} />}
      </div>
    </>
  )
}
