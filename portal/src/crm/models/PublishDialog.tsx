import { Button, Group, Modal, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CheckModelQuery } from '../gql/graphql'
import { Findings } from './Findings'

/** Names what will not have been meant, before dealers choose from it. */
export function PublishDialog({ check, pending, onPublish, onClose }: { check: CheckModelQuery['checkModel']; pending: boolean; onPublish: () => void; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Modal opened onClose={onClose} title={t('models.publishing.title')} size={620} closeButtonProps={{ 'aria-label': t('close') }}>
      <Stack gap="md">
        <div>{t('models.publishing.hint')}</div>
        <Findings findings={check.findings} rules={check.rules} />
        <Group justify="flex-end"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button loading={pending} onClick={onPublish}>{t('models.publishing.anyway')}</Button></Group>
      </Stack>
    </Modal>
  )
}
