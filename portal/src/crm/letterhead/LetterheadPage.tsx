import { Button, FileButton, Group, SimpleGrid, Tabs, Textarea, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { CountrySelect } from '../../shared/CountrySelect'
import { Loaded } from '../../shared/Loaded'
import { SkeletonRecord } from '../../shared/Skeletons'
import { useCommand, type UserError } from '../../shared/useCommand'
import { LetterheadDocument, UpdateLetterheadDocument, type LetterheadSheetFragment } from '../gql/graphql'
import { TitleBar } from '../shell/TitleBar'
import { LANGUAGES } from './languages'
import { fitting } from './logo'
import c from './letterhead.module.css'

const PLAIN = ['taxId', 'phone', 'email', 'website', 'street', 'city', 'postalCode', 'registrationId', 'iban', 'bic', 'electronicAddress'] as const
const SAID = ['name', 'address', 'bank', 'paymentTerms', 'deliveryTerms', 'closing'] as const

/** The company as it stands on every printed page. */
export function LetterheadPage() {
  const { t } = useTranslation()
  const query = useQuery({ query: LetterheadDocument })
  return (
    <>
      <TitleBar title={t('nav.letterhead')} />
      <div className={c.page} tabIndex={0} role="region" aria-label={t('nav.letterhead')}>
        <p className="muted">{t('letterhead.hint')}</p>
        <Loaded query={query} skeleton={<SkeletonRecord />}>{({ letterhead }) => <Form key={letterhead?.revision ?? 0} letterhead={letterhead ?? null} />}</Loaded>
      </div>
    </>
  )
}

function Form({ letterhead }: { letterhead: LetterheadSheetFragment | null }) {
  const { t } = useTranslation()
  const [plain, setPlain] = useState<Record<string, string>>(() => Object.fromEntries([...PLAIN, 'country' as const].map((name) => [name, letterhead?.[name] ?? ''])))
  const [logo, setLogo] = useState(letterhead?.logo ?? '')
  const [texts, setTexts] = useState<Record<string, Record<string, string>>>(() => Object.fromEntries(LANGUAGES.map(({ value }) => { const one = letterhead?.texts.find(({ locale }) => locale === value); return [value, Object.fromEntries(SAID.map((name) => [name, one?.[name] ?? '']))] })))
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const onErrors = (errors: UserError[]) => { setWrong(Object.fromEntries(errors.map(({ path, message }) => [path.join('.'), message]))); return errors.every(({ path }) => path[0] !== 'revision') }
  const { run, pending } = useCommand(UpdateLetterheadDocument, { again: false, done: t('saved'), onErrors })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setWrong({})
    void run({ revision: letterhead?.revision ?? 0, ...plain, logo, texts: LANGUAGES.map(({ value }) => ({ locale: value, ...texts[value] })) })
  }
  const pick = async (file: File | null) => {
    if (!file) return
    const picture = await fitting(file)
    setWrong(picture ? {} : { logo: t('letterhead.noPicture') })
    if (picture) setLogo(picture)
  }
  return (
    <form onSubmit={submit} className={c.form}>
      <div>
        <div className={c.label}>{t('letterhead.logo')}</div>
        <Group gap="sm" mt={6}>
          {logo && <img src={logo} alt={t('letterhead.logo')} className={c.logo} />}
          <FileButton accept="image/png,image/jpeg" onChange={(file) => void pick(file)}>{(props) => <Button {...props} variant="default">{t('letterhead.chooseLogo')}</Button>}</FileButton>
          {logo && <Button variant="subtle" color="gray" onClick={() => setLogo('')}>{t('remove')}</Button>}
        </Group>
        {wrong.logo && <p role="alert" className={c.wrong}>{wrong.logo}</p>}
      </div>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
        {PLAIN.map((name) => <TextInput key={name} label={t(`letterhead.${name}`)} description={name === 'electronicAddress' ? t('letterhead.electronicHint') : undefined} value={plain[name]} error={wrong[name]} maxLength={200} onChange={(event) => setPlain({ ...plain, [name]: event.currentTarget.value })} />)}
        <CountrySelect label={t('letterhead.country')} value={plain.country} error={wrong.country} onChange={(country) => setPlain({ ...plain, country: country ?? '' })} />
      </SimpleGrid>
      <Tabs defaultValue="en" keepMounted={false}>
        <Tabs.List aria-label={t('letterhead.languages')}>{LANGUAGES.map(({ value, label }) => <Tabs.Tab key={value} value={value} lang={value}>{label}</Tabs.Tab>)}</Tabs.List>
        {LANGUAGES.map(({ value }, index) => (
          <Tabs.Panel key={value} value={value} className={c.texts}>
            {SAID.map((name) => {
              const set = (next: string) => setTexts({ ...texts, [value]: { ...texts[value], [name]: next } }), error = wrong[`texts.${index}.${name}`], shown = texts[value]![name]
              return name === 'name'
                ? <TextInput key={name} label={t('letterhead.name')} value={shown} error={error} maxLength={200} onChange={(event) => set(event.currentTarget.value)} />
                : <Textarea key={name} label={t(`letterhead.${name}`)} autosize minRows={2} maxRows={8} value={shown} error={error} maxLength={2000} onChange={(event) => set(event.currentTarget.value)} />
            })}
          </Tabs.Panel>
        ))}
      </Tabs>
      <Group justify="flex-end"><Button type="submit" loading={pending}>{t('save')}</Button></Group>
    </form>
  )
}
