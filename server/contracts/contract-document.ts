import { StyleSheet } from '@react-pdf/renderer'
import type { ReactElement } from 'react'
import { bound, foot, head, signatures, speech, styles, text, view, whole } from '../documents/paper.ts'
import type { PrintedLetterhead } from '../documents/read-letterhead.ts'

export interface PrintedContract { letterhead: PrintedLetterhead; number: string; title: string; body: string; buyer: string; draft: boolean; signed: { side: string; name: string; position: string | null; on: string }[] }

const own = StyleSheet.create({
  first: { fontSize: 14, lineHeight: 1.3, fontWeight: 600, marginTop: 14, marginBottom: 6 }, second: { fontSize: 11, lineHeight: 1.3, fontWeight: 600, marginTop: 12, marginBottom: 4 }, paragraph: { marginBottom: 6, fontSize: 10, lineHeight: 1.5 },
  item: { flexDirection: 'row', marginBottom: 3, fontSize: 10, lineHeight: 1.5 }, mark: { width: 22 }, said: { flex: 1 },
})

/** Bold words; everything else as it stands. */
const inline = (line: string): ReactElement[] => line.split(/\*\*(.+?)\*\*/g).map((part, index) => text(index % 2 ? styles.strong : {}, part))
const line = (style: object, said: string): ReactElement => view({}, (text as (style: object, ...parts: any[]) => ReactElement)(style, ...inline(said)))

/** Headings, lists, paragraphs and bold words: what contracts are made of. */
export function blocks(body: string): ReactElement[] {
  return body.replaceAll('\r', '').split(/\n\s*\n/).flatMap((block) => block.trim().split(/\n(?=#|[-*] |\d+[.)] )/)).filter((block) => block.trim()).map((block) => {
    const [, marks, heading] = /^(#{1,3})\s+([\s\S]*)$/.exec(block) ?? [], [, mark, item] = /^([-*]|\d+[.)])\s+([\s\S]*)$/.exec(block) ?? []
    if (heading) return whole({}, line(marks!.length === 1 ? own.first : own.second, heading))
    if (item) return view(own.item, text(own.mark, /\d/.test(mark!) ? mark! : '•'), view(own.said, line({}, item)))
    return line(own.paragraph, block)
  })
}

/** A contract's pages, in its language. */
export async function renderContract({ letterhead, number, title, body, buyer, draft, signed }: PrintedContract, locale: string): Promise<Buffer> {
  const say = speech(locale, 'USD')
  return bound(number, locale,
    head(letterhead, text(styles.title, title), text({}, number), draft ? text(styles.muted, say.t('draft')) : null),
    ...blocks(body),
    signed.length ? whole(styles.sign, ...signed.map(({ side, name, position, on }) => text(styles.signature, `${side === 'OURS' ? letterhead.name : buyer}\n${[name, position].filter(Boolean).join(', ')} · ${say.day(on)}`))) : signatures(letterhead.name, buyer, say),
    foot(letterhead, number, say))
}
