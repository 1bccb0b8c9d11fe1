import type { KeyboardEvent } from 'react'

const cardsOf = (column: Element): HTMLElement[] => [...column.querySelectorAll<HTMLElement>('[data-order]')]

/** Arrows walk from card to card, also into the next column; Enter opens one, and each verb has its letter. */
export function useDeskKeys(open: (id: string) => void, act: (id: string, key: string) => void) {
  return (event: KeyboardEvent<HTMLElement>) => {
    const card = (event.target as HTMLElement).closest<HTMLElement>('[data-order]')
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const columns = [...event.currentTarget.querySelectorAll('[data-column]')].filter((column) => cardsOf(column).length)
    const to = (next: HTMLElement | undefined) => { if (next) { event.preventDefault(); next.focus(); next.scrollIntoView({ block: 'nearest', inline: 'nearest' }) } }
    if (!card) { if (event.key === 'ArrowDown' && event.target === event.currentTarget) to(columns[0] && cardsOf(columns[0])[0]); return }
    if (event.target !== card) return
    const column = columns.findIndex((one) => one.contains(card)), cards = cardsOf(columns[column]!), row = cards.indexOf(card)
    const beside = (step: number) => { const next = columns[column + step]; return next && cardsOf(next)[Math.min(row, cardsOf(next).length - 1)] }
    if (event.key === 'ArrowDown') to(cards[row + 1])
    else if (event.key === 'ArrowUp') to(cards[row - 1])
    else if (event.key === 'ArrowRight') to(beside(1))
    else if (event.key === 'ArrowLeft') to(beside(-1))
    else if (event.key === 'Home') to(cards[0])
    else if (event.key === 'End') to(cards.at(-1))
    else if (event.key === 'Enter') { event.preventDefault(); open(card.dataset['order']!) }
    else if (/^[chrs]$/.test(event.key)) { event.preventDefault(); event.stopPropagation(); act(card.dataset['order']!, event.key) }
  }
}
