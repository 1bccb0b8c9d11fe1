import { Button, Group, Modal, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Empty } from '../../shared/Empty'
import { useFormat } from '../../shared/format'
import { Loaded } from '../../shared/Loaded'
import { SkeletonRows } from '../../shared/Skeletons'
import { ConfigurationsToOfferDocument } from '../gql/graphql'
import { type DraftLine, configuredLine } from './draft'
import c from './quotes.module.css'

type Props = { partnerId: string | null; currency: string; onAdd: (line: DraftLine) => void; /** A model is configured here and now. */ onNew: (model: { modelId: string; name: string }) => void; onClose: () => void }

/** What was configured by the buyer or by us, to be offered as one line. */
export function AddConfigured({ partnerId, currency, onAdd, onNew, onClose }: Props) {
  const { t } = useTranslation()
  const { date, money } = useFormat()
  const [text, setText] = useState('')
  const [search] = useDebouncedValue(text.trim(), 200)
  const query = useQuery({ query: ConfigurationsToOfferDocument, variables: { partnerId: partnerId ?? 'none', search: search || undefined }, requestPolicy: 'cache-and-network' })
  return (
    <Modal opened onClose={onClose} title={t('configured.add')} size={620} closeButtonProps={{ 'aria-label': t('close') }}>
      <TextInput data-autofocus aria-label={t('search')} placeholder={t('search')} value={text} onChange={(event) => setText(event.currentTarget.value)} mb="sm" />
      <Loaded query={query} skeleton={<SkeletonRows rows={4} columns={3} />}>
        {({ productModels, configurations: { nodes } }) => <>
        <Group gap="xs" mb="sm">{productModels.nodes.filter(({ version }) => version).map(({ id, name }) => <Button key={id} size="compact-sm" variant="light" onClick={() => onNew({ modelId: id, name })}>{t('configured.newOf', { name })}</Button>)}</Group>
        {nodes.length === 0 ? <Empty kind="nothing" title={t('configured.none')} hint={t('configured.noneHint')} /> : (
          <ul className={c.configured}>
            {nodes.map(({ id, name, outdated, updatedAt, version, partner, offer }) => {
              const [base] = offer.lines, known = offer.currency === currency
              const add = () => base?.productId && onAdd(configuredLine(id, offer, currency))
              return (
                <li key={id}>
                  <span><b>{name}</b><br /><span className="meta">{[version?.model?.name, partner?.name, date(updatedAt)].filter(Boolean).join(' · ')}</span></span>
                  <span className="num">{known && offer.total && money(offer.total, currency)}</span>
                  <Button size="compact-sm" variant="default" disabled={outdated || !base?.productId} title={outdated ? t('configured.outdated') : undefined} onClick={add} aria-label={t('configured.addOf', { name })}>{outdated ? t('configured.outdated') : t('add')}</Button>
                </li>
              )
            })}
          </ul>
        )}
        </>}
      </Loaded>
    </Modal>
  )
}
