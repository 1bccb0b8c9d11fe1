import { Button, CopyButton, Group } from '@mantine/core'
import { IconCheck, IconCopy, IconDownload } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Notice } from '../Notice'
import c from './security.module.css'

/** The codes for the day when the phone is lost. They are shown this once. */
export function RecoveryCodes({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  const { t } = useTranslation()
  const text = codes.join('\n')
  return (
    <div className={c.steps}>
      <Notice tone="amber">{t('security.codesHint')}</Notice>
      <ol className={c.codes}>{codes.map((code) => <li key={code}>{code}</li>)}</ol>
      <Group>
        <CopyButton value={text}>{({ copied, copy }) => <Button variant="default" onClick={copy} leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}>{t(copied ? 'security.copied' : 'security.copy')}</Button>}</CopyButton>
        <Button component="a" variant="default" href={`data:text/plain;charset=utf-8,${encodeURIComponent(`${text}\n`)}`} download="guanxi-recovery-codes.txt" leftSection={<IconDownload size={16} />}>{t('security.download')}</Button>
        <Button ml="auto" onClick={onClose}>{t('security.codesKept')}</Button>
      </Group>
    </div>
  )
}
