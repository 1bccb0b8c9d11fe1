import { Button, Checkbox, Group, Select, Table, Title } from '@mantine/core'
import { IconMailForward } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useFormat } from '../../shared/format'
import { currentLocale } from '../../shared/i18n'
import { Loaded } from '../../shared/Loaded'
import { usePermission } from '../../shared/session/Session'
import { SkeletonRows } from '../../shared/Skeletons'
import { StateBadge } from '../../shared/StateBadge'
import { useCommand } from '../../shared/useCommand'
import { DiscardDunningDocument, DunningDocument, LiftDunningHoldDocument, PrepareDunningDocument, ReleaseDunningDocument, SetDunningDocument, SkipDunningLetterDocument, type DunningLevelRowFragment, type DunningQuery, type TaxClass } from '../gql/graphql'
import r from '../record/record.module.css'
import { TitleBar } from '../shell/TitleBar'
import { DunningLevelDialog } from './DunningLevelDialog'

const PRINTED = 'PRINTED', LOCALES = ['en', 'zh-Hant', 'zh-Hans']
type Run = DunningQuery['dunningRuns']['nodes'][number]

/** Who is reminded of what: prepared every day, looked at, and sent. */
export function DunningPage() {
  const { t } = useTranslation()
  const query = useQuery({ query: DunningDocument, requestPolicy: 'cache-and-network' }), again = () => query[1]({ requestPolicy: 'network-only' })
  const prepare = useCommand(PrepareDunningDocument, { done: t('dunning.prepared'), onErrors: () => undefined }), setting = useCommand(SetDunningDocument, { done: t('saved') }), lift = useCommand(LiftDunningHoldDocument, { done: t('dunning.lifted') })
  const manages = usePermission('dunning:manage'), [editing, setEditing] = useState<DunningLevelRowFragment>()
  const { money } = useFormat()
  return (
    <>
      <TitleBar title={t('nav.dunning')} actions={[{ id: 'prepare', label: t('dunning.prepare'), icon: IconMailForward, hotkey: 'n', tone: 'primary', pending: prepare.pending, run: () => void prepare.run({}).then(again) }]} />
      <div style={{ padding: 16, display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 28, overflow: 'auto' }} tabIndex={0} role="region" aria-label={t('nav.dunning')}>
        <Loaded query={query} skeleton={<SkeletonRows rows={8} columns={4} height={36} />}>
          {(data) => (
            <>
              <Group align="flex-start" gap={32}>
                <Checkbox label={t('dunning.automatic')} description={t('dunning.automaticHint')} checked={data.dunningAutomatic} disabled={!manages} onChange={(event) => void setting.run({ automatic: event.currentTarget.checked }).then(again)} />
                <Select label={t('dunning.fees')} description={t('dunning.feesHint')} w={300} allowDeselect={false} disabled={!manages} value={data.dunningFeeTaxClass ?? PRINTED} data={[PRINTED, 'EXEMPT', 'SERVICE', 'STANDARD'].map((value) => ({ value, label: t(`dunning.feeClasses.${value}`) }))} onChange={(value) => void setting.run({ automatic: data.dunningAutomatic, feeTaxClass: value === PRINTED ? null : value as TaxClass }).then(again)} />
              </Group>
              {data.dunningRuns.nodes.length === 0 && <p className="muted">{t('dunning.none')}</p>}
              {data.dunningRuns.nodes.map((run) => <RunSection key={run.id} run={run} again={again} />)}
              <section>
                <Title order={2}>{t('dunning.holds')}</Title>
                {data.dunningHolds.nodes.length === 0 && <p className="muted">{t('dunning.noHolds')}</p>}
                <ul className={r.list}>{data.dunningHolds.nodes.map((hold) => <li key={hold.id}>{hold.partner?.name ?? hold.account?.name ?? `${hold.invoice?.number} · ${hold.invoice?.buyerName}`} <span className="meta">{hold.reason}</span> <Button size="compact-xs" variant="subtle" onClick={() => void lift.run({ id: hold.id }).then(again)}>{t('dunning.lift')}</Button></li>)}</ul>
              </section>
              <section>
                <Title order={2}>{t('dunning.levels')}</Title>
                <ul className={r.list}>{data.dunningLevels.nodes.map((level) => (
                  <li key={level.id} style={{ marginBottom: 6 }}>
                    {t('dunning.levelIs', { level: level.level, days: level.daysOverdue, interval: level.intervalDays })} {level.fee && <>{t('dunning.feeIs', { fee: money(level.fee, level.companyCurrency) })} </>}
                    {manages && <Button size="compact-xs" variant="subtle" aria-label={t('dunning.editLevel', { level: level.level })} onClick={() => setEditing(level)}>{t('edit')}</Button>}
                    <br /><span className="meta">{level.subjects[LOCALES.indexOf(currentLocale())] || level.subjects[0]}</span>
                  </li>))}</ul>
              </section>
            </>
          )}
        </Loaded>
      </div>
      {editing && <DunningLevelDialog level={editing} onClose={() => setEditing(undefined)} onDone={() => again()} />}
    </>
  )
}

function RunSection({ run, again }: { run: Run; again: () => void }) {
  const { t } = useTranslation()
  const { date, money } = useFormat()
  const release = useCommand(ReleaseDunningDocument, { done: ({ sent }) => t('dunning.sent', { count: sent ?? 0 }) }), discard = useCommand(DiscardDunningDocument, { done: t('dunning.discarded') }), skip = useCommand(SkipDunningLetterDocument)
  const open = run.actions.includes('release')
  return (
    <section aria-label={date(run.day)}>
      <Group justify="space-between"><Title order={2}>{date(run.day)} <StateBadge state={run.state} /></Title>{open && <Group gap={8}><Button variant="default" size="compact-sm" loading={discard.pending} onClick={() => void discard.run({ id: run.id }).then(again)}>{t('dunning.discard')}</Button><Button size="compact-sm" loading={release.pending} onClick={() => void release.run({ id: run.id }).then(again)}>{t('dunning.release', { count: run.letterCount })}</Button></Group>}</Group>
      {(open || run.state === 'Released') && (
        <Table.ScrollContainer minWidth={800} scrollAreaProps={{ type: 'auto', viewportProps: { tabIndex: 0, role: 'group', 'aria-label': date(run.day) } }}>
          <Table layout="fixed" aria-label={t('dunning.letters')}>
            <Table.Thead><Table.Tr><Table.Th w="30%">{t('payments.buyer')}</Table.Th><Table.Th w={72}>{t('dunning.level')}</Table.Th><Table.Th>{t('nav.invoices')}</Table.Th><Table.Th w={132} className="num">{t('invoices.open')}</Table.Th><Table.Th w={150}>{t('actions')}</Table.Th></Table.Tr></Table.Thead>
            <Table.Tbody>
              {run.letters.map((letter) => (
                <Table.Tr key={letter.id} style={letter.skipped ? { opacity: 0.55 } : undefined}>
                  <Table.Td>{letter.buyerName}<br /><span className="meta">{letter.address ?? t('dunning.noAddress')}</span></Table.Td>
                  <Table.Td>{letter.level}</Table.Td>
                  <Table.Td>{letter.items.map((item) => <div key={item.id}><Link className="link" to="/invoices/$id" params={{ id: item.invoice!.id }}>{item.invoice!.number}</Link> <span className="meta">{t('invoices.overdueBy', { count: item.days })} · {money(item.openAmount, item.invoice!.currency)}</span></div>)}</Table.Td>
                  <Table.Td className="num">{letter.sums.map((sum) => { const [currency, amount] = sum.split(' '); return <div key={sum}>{money(amount!, currency!)}</div> })}</Table.Td>
                  <Table.Td><Group gap={6} wrap="nowrap"><a className="link" href={`/crm/files/dunning/${letter.id}.pdf`} target="_blank" rel="noopener">PDF</a>{letter.feeInvoice && <Link className="link" to="/invoices/$id" params={{ id: letter.feeInvoice.id }}>{t('dunning.feeOn', { number: letter.feeInvoice.number })}</Link>}{open && <Checkbox size="xs" label={t('dunning.sends')} checked={!letter.skipped} onChange={(event) => void skip.run({ id: letter.id, skipped: !event.currentTarget.checked }).then(again)} />}</Group></Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </section>
  )
}
