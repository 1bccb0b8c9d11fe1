import { Button, Group, Modal, Stack, Tabs, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readDecimal } from '../../shared/readNumber'
import { useCommand } from '../../shared/useCommand'
import { SaveDunningLevelDocument, type DunningLevelRowFragment } from '../gql/graphql'

/** In the order in which the server has them; each language is called by its own name. */
const LANGUAGES = ['English', '繁體中文', '简体中文']
const whole = (text: string, least: number, most: number) => (/^\d{1,3}$/.test(text.trim()) && Number(text) >= least && Number(text) <= most ? Number(text) : undefined)

/** When a level begins, what it costs, and what its letter says in each language. */
export function DunningLevelDialog({ level, onClose, onDone }: { level: DunningLevelRowFragment; onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation()
  const [language, setLanguage] = useState('0')
  const form = useForm({
    initialValues: { daysOverdue: String(level.daysOverdue), intervalDays: String(level.intervalDays), fee: level.fee ?? '', subjects: level.subjects, sentences: level.sentences },
    validate: {
      daysOverdue: (value) => (whole(value, 0, 999) === undefined ? t('dunning.daysWrong') : null), intervalDays: (value) => (whole(value, 1, 365) === undefined ? t('dunning.daysWrong') : null),
      fee: (value) => (!value.trim() || Number(readDecimal(value)) > 0 ? null : t('payments.amountMissing')),
    },
  })
  const { run, pending } = useCommand(SaveDunningLevelDocument, { form, done: t('saved'), onErrors: (errors) => { if (errors.some(({ path }) => ['subjects', 'sentences'].includes(path.at(-1)!))) setLanguage('0'); return false } })
  const submit = form.onSubmit(async ({ daysOverdue, intervalDays, fee, subjects, sentences }) => {
    if (await run({ id: level.id, daysOverdue: whole(daysOverdue, 0, 999)!, intervalDays: whole(intervalDays, 1, 365)!, fee: readDecimal(fee) ?? null, subjects, sentences })) { onDone(); onClose() }
  })
  return (
    <Modal opened onClose={onClose} title={t('dunning.levelNamed', { level: level.level })} size={620} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <Group grow align="flex-start">
            <TextInput label={t('dunning.daysOverdue')} inputMode="numeric" required {...form.getInputProps('daysOverdue')} />
            <TextInput label={t('dunning.intervalDays')} inputMode="numeric" required {...form.getInputProps('intervalDays')} />
            <TextInput label={t('dunning.fee')} inputMode="decimal" rightSection={<span className="meta">{level.companyCurrency}</span>} rightSectionWidth={48} {...form.getInputProps('fee')} />
          </Group>
          <Tabs value={language} onChange={(next) => setLanguage(next ?? '0')}>
            <Tabs.List>{LANGUAGES.map((name, index) => <Tabs.Tab key={name} value={String(index)}>{name}</Tabs.Tab>)}</Tabs.List>
            {LANGUAGES.map((name, index) => (
              <Tabs.Panel key={name} value={String(index)} pt="sm">
                <Stack gap="sm">
                  <TextInput label={t('dunning.subject')} maxLength={200} required={index === 0} {...form.getInputProps(`subjects.${index}`)} error={index === 0 ? form.errors.subjects : undefined} />
                  <Textarea label={t('dunning.sentences')} description={index === 0 ? undefined : t('dunning.asEnglish')} autosize minRows={4} maxRows={12} maxLength={4000} required={index === 0} {...form.getInputProps(`sentences.${index}`)} error={index === 0 ? form.errors.sentences : undefined} />
                </Stack>
              </Tabs.Panel>
            ))}
          </Tabs>
        </Stack>
        <Group justify="flex-end" mt="lg"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" loading={pending}>{t('save')}</Button></Group>
      </form>
    </Modal>
  )
}
