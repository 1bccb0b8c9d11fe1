import { Fragment, type ReactNode } from 'react'
import c from './contracts.module.css'

const inline = (line: string): ReactNode => line.split(/\*\*(.+?)\*\*/g).map((part, index) => (index % 2 ? <b key={index}>{part}</b> : <Fragment key={index}>{part}</Fragment>))

/** Headings, lists, paragraphs and bold words: what the server prints of a contract's text. */
export function Markdown({ text }: { text: string }) {
  const blocks = text.replaceAll('\r', '').split(/\n\s*\n/).flatMap((block) => block.trim().split(/\n(?=#|[-*] |\d+[.)] )/)).filter((block) => block.trim())
  return (
    <div className={c.text}>
      {blocks.map((block, index) => {
        const [, marks, heading] = /^(#{1,3})\s+([\s\S]*)$/.exec(block) ?? [], [, mark, item] = /^([-*]|\d+[.)])\s+([\s\S]*)$/.exec(block) ?? []
        if (heading) return marks!.length === 1 ? <h3 key={index}>{inline(heading)}</h3> : <h4 key={index}>{inline(heading)}</h4>
        if (item) return <p key={index} className={c.item}><span aria-hidden={!/\d/.test(mark!) || undefined}>{/\d/.test(mark!) ? mark : '•'}</span><span>{inline(item)}</span></p>
        return <p key={index}>{inline(block)}</p>
      })}
    </div>
  )
}
