import { Button, Group, Modal, Textarea } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'

export type Question = {
  title: string
  hint?: string
  /** Label of the text field; none = only "are you sure". */
  field?: string
  required?: boolean
  confirm: string
  danger?: boolean
  /** The dialog closes when this gives something back, and keeps the text when it does not. */
  run: (text: string) => Promise<unknown>
}

/** Asks for a reason or a comment before a verb runs. */
export function useAsk() {
  const { t } = useTranslation()
  const [question, setQuestion] = useState<Question>()
  const [opened, setOpened] = useState(false)
  const [text, setText] = useState('')
  const [pending, setPending] = useState(false)

  const ask = (next: Question) => { setQuestion(next); setText(''); setOpened(true) }
  const submit = async (event?: FormEvent) => {
    event?.preventDefault()
    if (!question || pending || (question.required && !text.trim())) return
    setPending(true)
    const done = await question.run(text.trim())
    setPending(false)
    if (done) setOpened(false)
  }

  const dialog = (
    <Modal opened={opened} onClose={() => setOpened(false)} title={question?.title} size={440} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit}>
        {question?.hint && <p className="muted" style={{ marginBottom: 12 }}>{question.hint}</p>}
        {question?.field && (
          <Textarea label={question.field} autosize minRows={3} maxRows={10} data-autofocus required={question.required} value={text} onChange={(event) => setText(event.currentTarget.value)}
            onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit() }} />
        )}
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={() => setOpened(false)}>{t('back')}</Button>
          <Button type="submit" loading={pending} color={question?.danger ? 'red' : undefined} data-autofocus={question?.field ? undefined : true}>{question?.confirm}</Button>
        </Group>
      </form>
    </Modal>
  )
  return { ask, dialog }
}
