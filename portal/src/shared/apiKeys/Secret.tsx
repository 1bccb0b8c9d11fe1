import { Button, CopyButton, Group, Modal, TextInput } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Notice } from '../Notice'

/** Something the server tells once and keeps only as a hash. */
export function Secret({ title, hint, value, onClose }: { title: string; hint: string; value: string; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Modal opened onClose={onClose} title={title} closeOnClickOutside={false} closeOnEscape={false} withCloseButton={false}>
      <Notice tone="amber">{hint}</Notice>
      <TextInput
        readOnly value={value} aria-label={title} size="md" mt="md" data-autofocus styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }} onFocus={(event) => event.currentTarget.select()}
        rightSectionWidth={104}
        rightSection={<CopyButton value={value}>{({ copied, copy }) => <Button size="compact-sm" variant="light" onClick={copy} leftSection={copied ? <IconCheck size={14} /> : <IconCopy size={14} />}>{t(copied ? 'security.copied' : 'security.copy')}</Button>}</CopyButton>}
      />
      <Group justify="flex-end" mt="lg"><Button onClick={onClose}>{t('apiKey.kept')}</Button></Group>
    </Modal>
  )
}
