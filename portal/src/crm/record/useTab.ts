import { useNavigate, useSearch } from '@tanstack/react-router'

/** Which of a page's tabs is open: the first, or the one that the address names – so that it is open again when the page is. */
export function useTab(tabs: readonly string[]): [tab: string, open: (tab: string | null) => void] {
  const { tab } = useSearch({ strict: false }) as { tab?: string }, navigate = useNavigate()
  const open = (next: string | null) => void navigate({ to: '.', search: ((search: object) => ({ ...search, tab: next === tabs[0] ? undefined : next })) as never, replace: true, resetScroll: false })
  return [tab !== undefined && tabs.includes(tab) ? tab : tabs[0]!, open]
}
