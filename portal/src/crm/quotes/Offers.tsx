import { Button } from '@mantine/core'
import { IconCopy, IconLink } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useFormat } from '../../shared/format'
import { StateBadge } from '../../shared/StateBadge'
import { toastDone, toastFailed } from '../../shared/toasts'
import { useCommand } from '../../shared/useCommand'
import { CreateQuoteLinkDocument, QuoteOffersDocument, RevokeQuoteLinkDocument } from '../gql/graphql'
import { Section } from '../record/Related'
import { routed } from './verbs'
import c from './quotes.module.css'

/** A link ends at the midnight after its last day. */
const lastDay = (end: string) => new Date(Date.parse(end) - 1).toISOString()

/** By which links an offer can be answered, and which letters went out. `at` changes when there may be others. */
export function Offers({ id, may, at }: { id: string; may: boolean; at: string }) {
  const { t } = useTranslation()
  const { ago, date, dateTime } = useFormat()
  const [{ data }, ask] = useQuery({ query: QuoteOffersDocument, variables: { id }, requestPolicy: 'cache-and-network' })
  useEffect(() => ask({ requestPolicy: 'network-only' }), [ask, at])
  const again = () => ask({ requestPolicy: 'network-only' })
  const revoke = useCommand(RevokeQuoteLinkDocument, { done: t('offers.revoked') })
  // where the connection is not secure, browsers have no clipboard: then the link is shown
  const copy = (path: string) => {
    const link = new URL(path, location.href).href
    void (navigator.clipboard?.writeText(link) ?? Promise.reject(new Error('no clipboard'))).then(() => toastDone(t('offers.copied')), () => toastFailed(link))
  }
  const create = useCommand(CreateQuoteLinkDocument, { again: false })
  const links = data?.quote?.links ?? [], mails = data?.quote?.mails ?? []
  if (!links.length && !mails.length && !may) return null
  return (
    <>
      <Section title={t('offers.links')} action={may && <Button size="compact-xs" variant="subtle" leftSection={<IconLink size={14} />} loading={create.pending} onClick={() => void create.run({ id }).then((made) => { if (made?.link?.path) copy(made.link.path); if (made && routed(made)) toastDone(t('done.quote.routed')); if (made) again() })}>{t('offers.newLink')}</Button>}>
        {links.length === 0 && <p className="muted">{t('offers.noLinks')}</p>}
        {links.map((link) => (
          <div key={link.id} className={c.offer}>
            <div className={c.offerHead}><b className="ellipsis">{link.name}</b><StateBadge state={link.state} /></div>
            <span className="meta ellipsis">{link.email} · {t('quotes.version', { number: link.version?.number })}</span>
            <span className="meta">{link.openCount ? t('offers.opened', { count: link.openCount, ago: ago(link.lastOpenedAt!) }) : t('offers.notOpened')}{link.state === 'Open' && ` · ${t('offers.until', { date: date(lastDay(link.expiresAt)) })}`}</span>
            {link.signer && <span className="meta">{t('offers.answeredBy', { name: [link.signer, link.position].filter(Boolean).join(', '), at: dateTime(link.answeredAt!), ip: link.ip })}</span>}
            <div className={c.offerVerbs}>
              {link.certificate && <Button component="a" href={link.certificate} target="_blank" rel="noopener" size="compact-xs" variant="default">{t('offers.certificate')}</Button>}
              {link.accepted && <Button component="a" href={link.accepted} target="_blank" rel="noopener" size="compact-xs" variant="default">{t('offers.acceptedPdf')}</Button>}
              {link.state === 'Open' && link.path && <Button size="compact-xs" variant="default" leftSection={<IconCopy size={13} />} onClick={() => copy(link.path!)}>{t('offers.copy')}</Button>}
              {link.state === 'Open' && may && <Button size="compact-xs" variant="subtle" color="red" onClick={() => void revoke.run({ id: link.id }).then((done) => done && again())}>{t('offers.revoke')}</Button>}
            </div>
          </div>
        ))}
      </Section>
      {mails.length > 0 && (
        <Section title={t('offers.letters')}>
          {mails.map((mail) => (
            <div key={mail.id} className={c.offer}>
              <div className={c.offerHead}><b className="ellipsis">{mail.toName}</b><StateBadge state={`mail_${mail.state}`} /></div>
              <span className="meta ellipsis">{mail.toAddress}</span><span className="meta">{mail.subject} · {ago(mail.sentAt ?? mail.createdAt)}</span>
            </div>
          ))}
        </Section>
      )}
    </>
  )
}
