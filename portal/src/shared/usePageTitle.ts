import { useEffect } from 'react'

/** The tab's title: what the page shows, then the product. */
export function usePageTitle(title: string | undefined): void {
  useEffect(() => { document.title = title ? `${title} · Guanxi` : 'Guanxi' }, [title])
}
