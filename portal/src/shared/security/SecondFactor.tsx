import { Button, Group, Modal } from '@mantine/core'
import { Suspense, lazy, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../format'
import { RenewRecoveryCodesDocument, type SecurityQuery, TurnOffSecondFactorDocument } from '../gql/graphql'
import { Notice } from '../Notice'
import { proofText } from '../session/refusalText'
import { useCommand, type UserError } from '../useCommand'
import { Prove } from './Prove'
import { RecoveryCodes } from './RecoveryCodes'
import { Section } from './Section'

const EnrolSecondFactor = lazy(() => import('./EnrolSecondFactor'))
type Doing = 'enrol' | 'renew' | 'turnOff'

/** How the second factor stands, and the dialogs that change it. */
export function SecondFactor({ state: { since, recoveryCodesLeft, password }, onChange }: { state: SecurityQuery['secondFactor']; onChange: () => void }) {
  const { t } = useTranslation()
  const { date } = useFormat()
  const [doing, setDoing] = useState<Doing>()
  const [codes, setCodes] = useState<readonly string[]>()
  const [refusal, setRefusal] = useState<string>()
  const close = () => { setDoing(undefined); setCodes(undefined); setRefusal(undefined) }
  const onErrors = ([error]: UserError[]) => { setRefusal(proofText(error!, t)); return true }
  const renew = useCommand(RenewRecoveryCodesDocument, { again: false, onErrors })
  const turnOff = useCommand(TurnOffSecondFactorDocument, { again: false, onErrors, done: t('security.turnedOff') })
  const titles = { enrol: t('security.secondFactor'), renew: t('security.renew'), turnOff: t('security.secondFactor') }
  return (
    <Section title={t('security.secondFactor')} hint={since ? t('security.onSince', { date: date(since), count: recoveryCodesLeft }) : t('security.offHint')}
      action={since ? <Group gap={8}><Button variant="default" onClick={() => setDoing('renew')}>{t('security.renew')}</Button><Button variant="default" onClick={() => setDoing('turnOff')}>{t('security.turnOff')}</Button></Group>
        : <Button onClick={() => setDoing('enrol')}>{t('security.setUp')}</Button>}>
      {since && recoveryCodesLeft < 3 && <Notice tone="amber">{t('security.fewCodes')}</Notice>}
      <Modal opened={!!doing} onClose={close} title={doing && titles[doing]} size={460} closeOnClickOutside={false} closeButtonProps={{ 'aria-label': t('close') }}>
        {doing === 'enrol' && <Suspense fallback={null}><EnrolSecondFactor password={password} onClose={close} onDone={onChange} /></Suspense>}
        {doing === 'renew' && (codes ? <RecoveryCodes codes={codes} onClose={close} /> : (
          <Prove hint={t('security.renewHint')} confirm={t('security.renew')} password={password} pending={renew.pending} refusal={refusal} onClose={close}
            onProof={async (proof) => { setRefusal(undefined); const payload = await renew.run(proof); if (payload?.recoveryCodes) { setCodes(payload.recoveryCodes); onChange() } }} />
        ))}
        {doing === 'turnOff' && (
          <Prove danger hint={t('security.turnOffHint')} confirm={t('security.turnOff')} password={password} pending={turnOff.pending} refusal={refusal} onClose={close}
            onProof={async (proof) => { setRefusal(undefined); if (await turnOff.run(proof)) { close(); onChange() } }} />
        )}
      </Modal>
    </Section>
  )
}
