import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toastDone } from '../../shared/toasts'
import { useCommand } from '../../shared/useCommand'
import { AddCartLinesDocument } from '../gql/graphql'
import page from '../parts/page.module.css'
import { parsePaste } from './paste'
import c from './QuickOrder.module.css'

type Problem = { line: string; reason: string }

/** A pasted list goes into the cart; lines that did not are kept in the box, each with its reason. */
export function QuickOrder() {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [problems, setProblems] = useState<Problem[]>([])
  const { run, pending } = useCommand(AddCartLinesDocument, { again: false })

  const submit = async () => {
    const { lines, unreadable } = parsePaste(text)
    const payload = lines.length > 0 ? await run({ lines: lines.map(({ sku, quantity }) => ({ sku, quantity })) }) : { refused: [] }
    if (!payload) return
    // The server counts the lines that it was sent, from 0.
    const refused = (payload.refused ?? []).map(({ line, sku, reason }) => ({ line: lines[line]?.text ?? sku, reason }))
    const left = [...refused, ...unreadable.map(({ text: line }) => ({ line, reason: t('quick.unreadable') }))]
    const added = lines.length - refused.length
    if (added > 0) toastDone(t('quick.added', { count: added }))
    setProblems(left)
    setText(left.map(({ line }) => line).join('\n'))
  }

  return (
    <section className={`${page.card} ${page.soft}`}>
      <h2>{t('quick.title')}</h2>
      <form onSubmit={(event) => { event.preventDefault(); void submit() }}>
        <Textarea label={t('quick.label')} description={t('quick.hint')} placeholder={'CH-305 2\nDR-085-5D 12'} autosize minRows={5} maxRows={14} value={text} onChange={(event) => setText(event.currentTarget.value)} classNames={{ input: c.input }} error={problems.length > 0 ? t('quick.kept', { count: problems.length }) : undefined} />
        {problems.length > 0 && <ul className={c.problems}>{problems.map(({ line, reason }, index) => <li key={index}><code>{line}</code><span>{reason}</span></li>)}</ul>}
        <Button type="submit" mt="sm" fullWidth loading={pending} disabled={!text.trim()}>{t('quick.submit')}</Button>
      </form>
    </section>
  )
}
