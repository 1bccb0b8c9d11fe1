import { Kbd, Modal } from '@mantine/core'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { useRegisteredActions, type Action } from './registry'
import c from './actions.module.css'

const Keys = ({ keys }: { keys: string }) => <span className={c.keys}>{keys.split(' ').map((key, index) => <Kbd key={index} size="xs">{key.length === 1 ? key.toUpperCase() : key}</Kbd>)}</span>

/** Every key that works on this page. */
export default function KeyHelp({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const always: Action[] = [['palette', 'Ctrl K'], ['undo', 'Ctrl Z'], ['help', '?']].map(([id, keys]) => ({ id: id!, keys, label: t(`keys.${id}`), group: t('keys.everywhere'), run() {} }))
  const listed = [...always, ...useRegisteredActions().filter(({ keys }) => keys)]
  return (
    <Modal opened onClose={onClose} title={t('keys.title')} size="md" closeButtonProps={{ 'aria-label': t('close') }}>
      {Object.entries(Object.groupBy(listed, ({ group }) => group)).map(([group, actions]) => (
        <Fragment key={group}>
          <h3 className={c.group}>{group}</h3>
          <dl className={c.list}>{actions!.map(({ id, label, keys }) => <div key={id}><dt>{label}</dt><dd><Keys keys={keys!} /></dd></div>)}</dl>
        </Fragment>
      ))}
    </Modal>
  )
}

export { Keys }
