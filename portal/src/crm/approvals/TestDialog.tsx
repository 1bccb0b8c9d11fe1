import { Modal, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { SkeletonRows } from '../../shared/Skeletons'
import { ApprovalTestDocument } from '../gql/graphql'
import { useDecider } from './deciders'
import c from './approvals.module.css'

/** Would this quote need approval, and why? */
export function TestDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const who = useDecider()
  const [text, setText] = useState('')
  const [search] = useDebouncedValue(text.trim(), 300)
  const [{ data, fetching }] = useQuery({ query: ApprovalTestDocument, variables: { search }, pause: search.length < 2, requestPolicy: 'network-only' })
  const quote = search.length < 2 ? undefined : data?.quotes.nodes[0], preview = quote?.approvalPreview
  return (
    <Modal opened onClose={onClose} title={t('rules.test')} size={520} closeButtonProps={{ 'aria-label': t('close') }}>
      <TextInput label={t('rules.testQuote')} description={t('rules.testHint')} placeholder="Q-" data-autofocus value={text} onChange={(event) => setText(event.currentTarget.value)} mb="md" />
      <div role="status">
        {fetching ? <SkeletonRows rows={2} columns={1} height={30} /> : quote ? (
          <>
            <p><Link className="link" to="/quotes/$id" params={{ id: quote.id }}>{quote.number}</Link>{' '}{t(preview?.steps.length ? 'rules.testNeeds' : 'rules.testFree')}</p>
            {preview && preview.reasons.length > 0 && <ul>{preview.reasons.map((reason) => <li key={reason}>{reason}</li>)}</ul>}
            {preview && preview.steps.length > 0 && <ol className={c.chain}>{preview.steps.map((step, index) => <li key={index}>{who(step)}</li>)}</ol>}
          </>
        ) : search.length >= 2 && <p className="muted">{t('palette.nothing')}</p>}
      </div>
    </Modal>
  )
}
