import { Button } from '@mantine/core'
import { IconFileTypePdf } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Markdown } from '../../shared/contracts/Markdown'
import { Empty } from '../../shared/Empty'
import { useFormat } from '../../shared/format'
import { Loaded } from '../../shared/Loaded'
import { SkeletonRecord } from '../../shared/Skeletons'
import { Notice } from '../../shared/Notice'
import { StateBadge } from '../../shared/StateBadge'
import { ContractDocument, type ContractQuery } from '../gql/graphql'
import { Facts } from '../parts/Facts'
import { PageHead } from '../parts/PageHead'
import page from '../parts/page.module.css'

export function ContractPage({ id }: { id: string }) {
  const query = useQuery({ query: ContractDocument, variables: { id } })
  return <Loaded query={query} skeleton={<SkeletonRecord />}>{({ contract }) => (contract ? <Contract contract={contract} /> : <Empty kind="notFound" />)}</Loaded>
}

function Contract({ contract }: { contract: NonNullable<ContractQuery['contract']> }) {
  const { t } = useTranslation()
  const { date, money } = useFormat()
  const { number, title, state, pdf, text, owner, startOn, endOn, lastNoticeOn, noticeDue, noticeDays, renewal, renewalMonths, value, currency, terminatedOn } = contract
  return (
    <article>
      <PageHead title={title} beside={<StateBadge state={state} size="md" />} back={{ label: t('nav.contracts'), to: '/contracts' }} meta={number}>
        {pdf && <Button component="a" href={pdf} target="_blank" rel="noopener" variant="default" leftSection={<IconFileTypePdf size={16} />}>{t('contracts.pdf')}</Button>}
      </PageHead>
      {noticeDue && <div style={{ marginBottom: 16 }}><Notice tone="amber">{t('contracts.noticeUntil', { date: date(lastNoticeOn) })}</Notice></div>}
      <div className={page.two}>
        <section className={page.section}>{text && <Markdown text={text.body} />}</section>
        <aside className={page.stack}>
          <section className={`${page.card} ${page.soft}`}>
            <h2>{t('facts')}</h2>
            <Facts of={[
              [t('contracts.startOn'), startOn && date(startOn)], [t('contracts.endOn'), endOn && date(endOn)], [t('contracts.terminatedOn'), terminatedOn && date(terminatedOn)],
              [t('contracts.renewal'), `${t(`contracts.renewals.${renewal}`)}${renewalMonths ? ` · ${t('contracts.months', { count: renewalMonths })}` : ''}`],
              [t('contracts.lastNoticeOn'), noticeDays > 0 && lastNoticeOn ? date(lastNoticeOn) : null], [t('contracts.value'), value && currency && money(value, currency)], [t('contracts.contact'), owner?.name],
            ]} />
          </section>
          {text && text.signatures.length > 0 && (
            <section className={`${page.card} ${page.soft}`}>
              <h2>{t('contracts.signatures')}</h2>
              <Facts of={text.signatures.map(({ side, name, position, signedOn }) => [t(`contracts.sides.${side}`), <>{[name, position].filter(Boolean).join(', ')}<div className="meta">{date(signedOn)}</div></>])} />
            </section>
          )}
        </aside>
      </div>
    </article>
  )
}
