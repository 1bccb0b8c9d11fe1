import { Button, Group, Modal } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { DayInput } from '../../shared/DayInput'
import { useCommand } from '../../shared/useCommand'
import { EndPriceListDocument, type PriceListTermsFragment } from '../gql/graphql'

/** Asks for the last day of a list. */
export function EndListDialog({ list, onClose }: { list: PriceListTermsFragment; onClose: () => void }) {
  const { t } = useTranslation()
  const form = useForm({ initialValues: { lastDay: '' } })
  const { run, pending } = useCommand(EndPriceListDocument, { form, done: t('prices.listEnded') })
  const submit = form.onSubmit(async ({ lastDay }) => { if (await run({ id: list.id, revision: list.revision, lastDay: lastDay || null })) onClose() })
  return (
    <Modal opened onClose={onClose} title={t('prices.endList')} size={420} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit} noValidate>
        <DayInput label={t('prices.lastDay')} description={t('prices.lastDayHint')} clearable data-autofocus {...form.getInputProps('lastDay')} />
        <Group justify="flex-end" mt="lg"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" color="red" loading={pending}>{t('prices.endList')}</Button></Group>
      </form>
    </Modal>
  )
}
