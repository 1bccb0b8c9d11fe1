import { useEffect } from 'react'

/** The tab's title: what the page shows, then the product. */
export function usePageTitle(title: string | undefined): void {
  useEffect(() => {
    const before = document.title
    document.title = title ? `${title} · Guanxi` : 'Guanxi'
    return () => { document.title = before }
  }, [title])
}
