import { Button, FileInput, Group, Modal, Stack, TextInput } from '@mantine/core'
import { IconFileUpload } from '@tabler/icons-react'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { currentLocale } from '../../shared/i18n'
import { useFormat } from '../../shared/format'
import { toastDone, toastFailed } from '../../shared/toasts'
import { useCommand } from '../../shared/useCommand'
import { BankStatementsDocument, MatchBankLinesDocument } from '../gql/graphql'

type Answer = { statements: { added: number; matched: number }[]; errors: { message: string; path?: string[] }[] }

/** Takes a statement of the bank; below, those that were taken. */
export function UploadDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { date, money } = useFormat()
  const [file, setFile] = useState<File | null>(null), [account, setAccount] = useState(''), [faults, setFaults] = useState<Answer['errors']>([]), [pending, setPending] = useState(false)
  const [{ data }] = useQuery({ query: BankStatementsDocument, requestPolicy: 'cache-and-network' })
  const match = useCommand(MatchBankLinesDocument)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!file || pending) return
    setPending(true)
    setFaults([])
    const query = new URLSearchParams({ name: file.name, ...(account && { account }) })
    const answer = await fetch(`/crm/files/bank-statements?${query}`, { method: 'POST', body: file, headers: { 'x-csrf': '1', 'accept-language': currentLocale(), 'content-type': 'application/octet-stream' } }).then((response) => response.json() as Promise<Answer>).catch(() => undefined)
    setPending(false)
    if (!answer) return toastFailed(t('failed.NETWORK'))
    if (answer.errors.length) return setFaults(answer.errors)
    const added = answer.statements.reduce((sum, one) => sum + one.added, 0), matched = answer.statements.reduce((sum, one) => sum + one.matched, 0)
    toastDone(added ? t('bank.uploaded', { count: added, matched }) : t('bank.known'))
    // also makes the list anew
    await match.run({})
    onClose()
  }
  const ofAccount = faults.find(({ path }) => path?.[0] === 'account')?.message, ofFile = faults.filter(({ path }) => path?.[0] !== 'account').map(({ message, path }) => [placeOf(path ?? []), message].filter(Boolean).join(': '))
  function placeOf([, first, ...rest]: string[]) { return [first && /^\d+$/.test(first) ? t('bank.atLine', { line: first }) : first, ...rest].filter(Boolean).join(', ') }
  return (
    <Modal opened onClose={onClose} title={t('bank.upload')} size={560} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <FileInput label={t('bank.file')} description={t('bank.fileHint')} placeholder={t('prices.chooseFile')} accept=".xml,.csv,text/xml,application/xml,text/csv" leftSection={<IconFileUpload size={15} />} required value={file} onChange={setFile} error={ofFile.length > 0 && ofFile.map((one) => <div key={one}>{one}</div>)} />
          {file?.name.toLowerCase().endsWith('.csv') && <TextInput label={t('bank.account')} description={t('bank.accountHint')} value={account} onChange={(event) => setAccount(event.currentTarget.value)} maxLength={40} error={ofAccount} />}
          <ul style={{ margin: 0, paddingLeft: 18 }} aria-label={t('bank.statements')}>{data?.bankStatements.nodes.slice(0, 5).map((one) => <li key={one.id}>{date(one.toDay)} <span className="meta">{one.account} · {t('bank.openOf', { open: one.openCount, count: one.lineCount })}{one.closing != null && ` · ${money(one.closing, one.currency)}`}</span></li>)}</ul>
        </Stack>
        <Group justify="flex-end" mt="lg"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" loading={pending} disabled={!file}>{t('bank.read')}</Button></Group>
      </form>
    </Modal>
  )
}
