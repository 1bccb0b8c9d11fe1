import { Button, Checkbox, Group, Modal, Select, SimpleGrid, Textarea, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { DayInput } from '../../shared/DayInput'
import { Loaded } from '../../shared/Loaded'
import { SkeletonText } from '../../shared/Skeletons'
import { useCommand, type UserError } from '../../shared/useCommand'
import { QuoteLetterDocument, SendQuoteDocument, type QuoteLetterQuery } from '../gql/graphql'
import { LANGUAGES } from '../letterhead/languages'
import { routed } from './verbs'
import c from './quotes.module.css'

type Letter = QuoteLetterQuery['quoteLetter']
type Props = { quote: { id: string; number: string; validUntil?: string | null; partner?: object | null }; onClose: () => void; onSent: () => void }

/** To whom the offer goes, and in which words. */
export function SendQuote({ quote, onClose, onSent }: Props) {
  const { t } = useTranslation()
  const [locale, setLocale] = useState<string>()
  const query = useQuery({ query: QuoteLetterDocument, variables: { id: quote.id, locale }, requestPolicy: 'network-only' })
  return (
    <Modal opened onClose={onClose} title={t('offers.send', { number: quote.number })} size={620} closeButtonProps={{ 'aria-label': t('close') }}>
      <Loaded query={query} skeleton={<SkeletonText lines={8} />}>
        {({ quoteLetter }) => <Form key={quoteLetter.locale} quote={quote} letter={quoteLetter} onLocale={setLocale} onClose={onClose} onSent={onSent} />}
      </Loaded>
    </Modal>
  )
}

const keyOf = ({ userId, contactId }: Letter['recipients'][number]) => userId ?? contactId ?? ''

function Form({ quote, letter, onLocale, onClose, onSent }: Props & { letter: Letter; onLocale: (locale: string) => void }) {
  const { t } = useTranslation()
  const { recipients } = letter
  const [chosen, setChosen] = useState(() => recipients.filter(({ usual }) => usual).slice(0, 1).map(keyOf))
  const [other, setOther] = useState({ name: '', email: '' })
  const [subject, setSubject] = useState(letter.subject), [text, setText] = useState(letter.text), [until, setUntil] = useState(quote.validUntil ?? '')
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const onErrors = (errors: UserError[]) => { setWrong(Object.fromEntries(errors.map(({ path, message }) => [path.at(-1) === 'recipients' || path.at(-1)?.endsWith('Id') ? 'recipients' : path.at(-1) ?? '', message]))); return errors.every(({ path }) => path.length > 0 && path[0] !== 'id') }
  const { run, pending } = useCommand(SendQuoteDocument, { again: false, done: (payload) => t(routed(payload) ? 'done.quote.routed' : 'offers.sent'), onErrors })
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setWrong({})
    const named = other.name.trim() || other.email.trim() ? [{ name: other.name, email: other.email }] : []
    const known = recipients.filter((one) => chosen.includes(keyOf(one))).map(({ userId, contactId }) => ({ userId, contactId }))
    if (await run({ id: quote.id, recipients: [...known, ...named], locale: letter.locale, subject, text, linkUntil: until || null })) { onSent(); onClose() }
  }
  return (
    <form onSubmit={submit} className={c.letter}>
      <Checkbox.Group label={t('offers.recipients')} value={chosen} onChange={setChosen} error={wrong.recipients} withAsterisk>
        <div className={c.recipients}>
          {recipients.map((one) => <Checkbox key={keyOf(one)} value={keyOf(one)} label={<>{one.name} <span className="meta">{one.email}</span></>} />)}
          {recipients.length === 0 && <p className="muted">{t(quote.partner ? 'offers.nobodyThere' : 'offers.noContact')}</p>}
        </div>
      </Checkbox.Group>
      {!quote.partner && (
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <TextInput label={t('offers.otherName')} value={other.name} error={wrong.name} onChange={(event) => setOther({ ...other, name: event.currentTarget.value })} />
          <TextInput label={t('offers.otherEmail')} type="email" value={other.email} error={wrong.email} onChange={(event) => setOther({ ...other, email: event.currentTarget.value })} />
        </SimpleGrid>
      )}
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <Select label={t('offers.language')} data={LANGUAGES} value={letter.locale} allowDeselect={false} onChange={(value) => value && onLocale(value)} />
        <DayInput label={t('offers.linkUntil')} value={until} onChange={setUntil} error={wrong.linkUntil} />
      </SimpleGrid>
      <TextInput label={t('offers.subject')} value={subject} required maxLength={200} error={wrong.subject} onChange={(event) => setSubject(event.currentTarget.value)} />
      <Textarea label={t('offers.text')} description={t('offers.textHint')} autosize minRows={5} maxRows={14} required maxLength={5000} value={text} error={wrong.text} onChange={(event) => setText(event.currentTarget.value)} />
      <Group justify="flex-end"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" loading={pending}>{t('offers.sendNow')}</Button></Group>
    </form>
  )
}
