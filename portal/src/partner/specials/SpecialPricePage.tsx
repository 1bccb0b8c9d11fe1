import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Empty } from '../../shared/Empty'
import { useFormat } from '../../shared/format'
import { SubmitSpecialPriceDocument, WithdrawSpecialPriceDocument } from '../../shared/gql/graphql'
import { Loaded } from '../../shared/Loaded'
import { Notice } from '../../shared/Notice'
import { SkeletonRecord } from '../../shared/Skeletons'
import { Used } from '../../shared/specials/Used'
import { Uses } from '../../shared/specials/Uses'
import { StateBadge } from '../../shared/StateBadge'
import { useCommand } from '../../shared/useCommand'
import { SpecialPriceDocument, type SpecialPriceTermsFragment } from '../gql/graphql'
import { Facts } from '../parts/Facts'
import { LineTable } from '../parts/LineTable'
import { PageHead } from '../parts/PageHead'
import page from '../parts/page.module.css'
import { AskForSpecial } from './AskForSpecial'

export function SpecialPricePage({ id }: { id: string }) {
  const query = useQuery({ query: SpecialPriceDocument, variables: { id } })
  return <Loaded query={query} skeleton={<SkeletonRecord />}>{({ specialPrice }) => (specialPrice ? <Request request={specialPrice} /> : <Empty kind="notFound" />)}</Loaded>
}

type Line = SpecialPriceTermsFragment['lines'][number]

function Request({ request }: { request: SpecialPriceTermsFragment }) {
  const { t } = useTranslation()
  const { date, money, number: figure } = useFormat()
  const [editing, edit] = useDisclosure()
  const submit = useCommand(SubmitSpecialPriceDocument, { done: t('specials.sent') }), withdraw = useCommand(WithdrawSpecialPriceDocument, { done: t('specials.withdrawn') })
  const { id, number, state, usedUp, currency, account, validFrom, validTo, competitor, reason, decisionNote, submittedBy, submittedAt, decidedAt, lines, actions } = request
  const granted = state === 'Approved' || state === 'Expired', may = (verb: string) => actions.includes(verb)
  return (
    <article>
      <PageHead title={t('specials.title', { number })} beside={<StateBadge state={state === 'Approved' && usedUp ? 'UsedUp' : state} size="md" />} back={{ label: t('nav.specials'), to: '/special-prices' }} meta={submittedAt && t('specials.sentOn', { date: date(submittedAt) })}>
        {may('withdraw') && <Button variant="default" loading={withdraw.pending} onClick={() => void withdraw.run({ id })}>{t('specials.withdraw')}</Button>}
        {may('edit') && <Button variant="default" onClick={edit.open}>{t('specials.edit')}</Button>}
        {may('submit') && <Button loading={submit.pending} onClick={() => void submit.run({ id })}>{t('specials.send')}</Button>}
      </PageHead>
      <div className={page.two}>
        <div className={page.stack}>
          {decisionNote && <Notice tone={state === 'Approved' ? 'teal' : 'amber'} title={t(`specials.said.${state}`, { defaultValue: t('specials.said.Returned') })}>{decisionNote}</Notice>}
          <section className={page.section}>
            <LineTable<Line> lines={lines} columns={[
              { key: 'list', label: t('specials.list'), end: true, cell: ({ listPrice }) => (listPrice ? money(listPrice, currency) : '—') },
              { key: 'net', label: t('specials.net'), end: true, cell: ({ netPrice }) => money(netPrice, currency) },
              { key: 'asked', label: t('specials.asked'), end: true, cell: ({ quantity, requestedPrice }) => `${figure(quantity)} × ${money(requestedPrice, currency)}` },
              ...(granted ? [
                { key: 'granted', label: t('specials.granted'), end: true, cell: ({ approvedQuantity, approvedPrice }: Line) => (approvedQuantity && approvedPrice ? <b>{figure(approvedQuantity)} × {money(approvedPrice, currency)}</b> : '—') },
                { key: 'used', label: t('specials.used'), end: true, cell: ({ usedQuantity, approvedQuantity }: Line) => (approvedQuantity ? <Used used={usedQuantity} of={approvedQuantity} /> : '—') },
              ] : []),
            ]} />
          </section>
          {granted && <section className={page.section}><h2>{t('specials.uses')}</h2><Uses id={id} /></section>}
        </div>
        <aside className={page.stack}>
          <section className={`${page.card} ${page.soft}`}>
            <h2>{t('facts')}</h2>
            <Facts of={[
              [t('specials.account'), account?.name ?? t('specials.anyAccount')], [t('specials.period'), `${date(validFrom)} – ${date(validTo)}`], [t('specials.competitor'), competitor], [t('specials.reason'), reason],
              [t('specials.sentBy'), submittedBy?.name], [t('specials.decided'), decidedAt && date(decidedAt)],
            ]} />
          </section>
        </aside>
      </div>
      {editing && <AskForSpecial request={request} onClose={edit.close} />}
    </article>
  )
}
