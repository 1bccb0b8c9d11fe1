import { ActionIcon, Button, Group, Modal, Stack, TextInput, Tooltip } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { CountrySelect } from '../../shared/CountrySelect'
import { DayInput } from '../../shared/DayInput'
import { useFormat } from '../../shared/format'
import { today } from '../../shared/today'
import { useCommand } from '../../shared/useCommand'
import { AddTaxExemptionDocument, RemoveTaxExemptionDocument, type TaxExemptionRowFragment } from '../gql/graphql'
import { useAsk } from '../record/useAsk'
import s from './billing.module.css'

type Buyer = { partnerId?: string; accountId?: string }
type Props = { buyer: Buyer; /** Its own. */ country?: string | null; certificates: TaxExemptionRowFragment[]; manages: boolean }

/** What frees a buyer from a country's tax, for a time. */
export function Certificates({ buyer, country: own, certificates, manages }: Props) {
  const { t } = useTranslation()
  const { country, date } = useFormat()
  const [adding, { open, close }] = useDisclosure()
  const { ask, dialog } = useAsk()
  const remove = useCommand(RemoveTaxExemptionDocument, { done: t('billing.certificateRemoved') })
  if (!certificates.length && !manages) return null
  const confirm = ({ id, number }: TaxExemptionRowFragment) => ask({ title: t('billing.removeCertificate'), hint: t('billing.removeHint', { number }), confirm: t('billing.removeCertificate'), danger: true, run: () => remove.run({ id }) })
  return (
    <div className={s.certificates}>
      <div className={s.head}><h3>{t('billing.certificates')}</h3>{manages && <Tooltip label={t('billing.addCertificate')}><ActionIcon variant="subtle" color="gray" aria-label={t('billing.addCertificate')} onClick={open}><IconPlus size={16} /></ActionIcon></Tooltip>}</div>
      {certificates.length === 0 ? <p className="muted">{t('billing.noCertificates')}</p> : (
        <ul>
          {certificates.map((one) => (
            <li key={one.id} data-over={one.validTo < today() || undefined}>
              <span><b>{one.number}</b> <span className="meta">{country(one.country)}</span><br /><span className="meta">{t(one.validTo < today() ? 'billing.ran' : 'billing.runs', { from: date(one.validFrom), to: date(one.validTo) })}</span></span>
              {manages && <Tooltip label={t('billing.removeCertificate')}><ActionIcon variant="subtle" color="gray" aria-label={`${t('billing.removeCertificate')} ${one.number}`} onClick={() => confirm(one)}><IconTrash size={16} /></ActionIcon></Tooltip>}
            </li>
          ))}
        </ul>
      )}
      {dialog}
      {adding && <CertificateDialog buyer={buyer} country={own ?? ''} onClose={close} />}
    </div>
  )
}

function CertificateDialog({ buyer, country, onClose }: { buyer: Buyer; country: string; onClose: () => void }) {
  const { t } = useTranslation()
  const missing = (value: string) => (value.trim() ? null : t('billing.required'))
  const form = useForm({ initialValues: { country, number: '', validFrom: today(), validTo: '' }, validate: { country: missing, number: missing, validFrom: missing, validTo: missing } })
  const { run, pending } = useCommand(AddTaxExemptionDocument, { form, done: t('billing.certificateAdded') })
  const submit = form.onSubmit(async (values) => { if (await run({ ...buyer, ...values })) onClose() })
  return (
    <Modal opened onClose={onClose} title={t('billing.addCertificate')} size={460} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <CountrySelect label={t('billing.ofCountry')} required clearable={false} {...form.getInputProps('country')} />
          <TextInput label={t('field.number')} required maxLength={60} data-autofocus {...form.getInputProps('number')} />
          <Group grow align="flex-start"><DayInput label={t('tax.validFrom')} required {...form.getInputProps('validFrom')} /><DayInput label={t('tax.validTo')} required {...form.getInputProps('validTo')} /></Group>
          <Group justify="flex-end"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" loading={pending}>{t('save')}</Button></Group>
        </Stack>
      </form>
    </Modal>
  )
}
