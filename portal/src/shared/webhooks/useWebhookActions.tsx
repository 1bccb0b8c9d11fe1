import { modals } from '@mantine/modals'
import { IconKey, IconPencil, IconPlayerPause, IconPlayerPlay, IconRepeat, IconSend, IconTrash, type TablerIcon } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Secret } from '../apiKeys/Secret'
import { DisableWebhookDocument, EnableWebhookDocument, RemoveWebhookDocument, RotateWebhookSecretDocument, TestWebhookDocument, type WebhookRowFragment } from '../gql/graphql'
import { useCommand } from '../useCommand'
import { ReplayDialog } from './ReplayDialog'
import { WebhookForm } from './WebhookForm'

export type WebhookAction = { id: string; label: string; icon: TablerIcon; run: () => void; tone?: 'primary' | 'danger'; rare?: true; pending?: boolean }

/** What the viewer may do with a webhook now, as the server says, and the dialogs that it takes. */
export function useWebhookActions(webhook: WebhookRowFragment | null | undefined, refresh: () => void, onGone: () => void): { actions: WebhookAction[]; dialogs: ReactNode } {
  const { t } = useTranslation()
  const [open, setOpen] = useState<'edit' | 'replay'>()
  const [secret, setSecret] = useState<string>()
  const test = useCommand(TestWebhookDocument, { done: t('webhooks.tested') })
  const rotate = useCommand(RotateWebhookSecretDocument), disable = useCommand(DisableWebhookDocument, { done: t('webhooks.disabledDone') }), enable = useCommand(EnableWebhookDocument, { done: t('webhooks.enabledDone') })
  const remove = useCommand(RemoveWebhookDocument, { done: t('webhooks.removedDone') })
  if (!webhook) return { actions: [], dialogs: null }
  const { id } = webhook, close = () => setOpen(undefined)
  const sure = (verb: string, run: () => unknown, danger = true) => modals.openConfirmModal({
    title: t(`webhooks.${verb}Title`, { name: webhook.name }), children: t(`webhooks.${verb}Hint`), labels: { confirm: t(`webhooks.${verb}`), cancel: t('cancel') }, ...(danger ? { confirmProps: { color: 'red' } } : {}), onConfirm: () => void run(),
  })
  const all: Record<string, WebhookAction> = {
    test: { id: 'test', label: t('webhooks.test'), icon: IconSend, pending: test.pending, run: async () => { if (await test.run({ id })) refresh() } },
    replay: { id: 'replay', label: t('webhooks.replay'), icon: IconRepeat, run: () => setOpen('replay') },
    update: { id: 'edit', label: t('webhooks.edit'), icon: IconPencil, run: () => setOpen('edit') },
    enable: { id: 'enable', label: t('webhooks.enable'), icon: IconPlayerPlay, tone: 'primary', pending: enable.pending, run: () => void enable.run({ id }) },
    rotate: { id: 'rotate', label: t('webhooks.rotate'), icon: IconKey, rare: true, run: () => sure('rotate', async () => { const payload = await rotate.run({ id }); if (payload?.secret) setSecret(payload.secret) }, false) },
    disable: { id: 'disable', label: t('webhooks.disable'), icon: IconPlayerPause, tone: 'danger', run: () => sure('disable', async () => { if (await disable.run({ id })) refresh() }) },
    remove: { id: 'remove', label: t('webhooks.remove'), icon: IconTrash, tone: 'danger', run: () => sure('remove', async () => { if (await remove.run({ id })) onGone() }) },
  }
  return {
    actions: Object.entries(all).filter(([verb]) => webhook.actions.includes(verb)).map(([, action]) => action),
    dialogs: (
      <>
        {open === 'edit' && <WebhookForm webhook={webhook} onClose={close} />}
        {open === 'replay' && <ReplayDialog id={id} onClose={close} onReplayed={refresh} />}
        {secret && <Secret title={t('webhooks.secretTitle')} hint={t('webhooks.secretHint')} value={secret} onClose={() => setSecret(undefined)} />}
      </>
    ),
  }
}
