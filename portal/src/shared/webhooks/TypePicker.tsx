import { Checkbox } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { WebhookEventTypesDocument } from '../gql/graphql'
import { usePermissionWords } from '../permissionWords'
import c from './webhooks.module.css'

type Props = { value?: string[]; onChange?: (value: string[]) => void; error?: React.ReactNode }

/** Everything, all of a record, or single types. What is wider takes the narrower along. */
export function TypePicker({ value = [], onChange, error }: Props) {
  const { t } = useTranslation()
  const { object } = usePermissionWords()
  const [{ data }] = useQuery({ query: WebhookEventTypesDocument })
  const groups = [...Map.groupBy(data?.webhookEventTypes ?? [], (type) => type.split('.')[0]!)]
  const everything = value.includes('*')
  const set = (types: string[], on: boolean, instead: (type: string) => boolean) => onChange?.([...value.filter((type) => !types.includes(type) && !(on && instead(type))), ...(on ? types : [])])
  return (
    <fieldset className={c.types}>
      <legend>{t('webhooks.types')}</legend>
      <Checkbox label={t('webhooks.everything')} checked={everything} onChange={({ currentTarget }) => onChange?.(currentTarget.checked ? ['*'] : [])} />
      {!everything && (
        <div className={c.groups} tabIndex={0} role="group" aria-label={t('webhooks.types')}>
          {groups.map(([word, types]) => {
            const all = `${word}.*`, whole = value.includes(all)
            return (
              <fieldset key={word} className={c.group}>
                <legend>{object(word)}</legend>
                <div className={c.choices}>
                  <Checkbox label={<code>{all}</code>} checked={whole} onChange={({ currentTarget }) => set([all], currentTarget.checked, (type) => type.startsWith(`${word}.`))} />
                  {types.map((type) => <Checkbox key={type} label={<code>{type}</code>} checked={whole || value.includes(type)} disabled={whole} onChange={({ currentTarget }) => set([type], currentTarget.checked, () => false)} />)}
                </div>
              </fieldset>
            )
          })}
        </div>
      )}
      {error && <p className={c.error} role="alert">{error}</p>}
    </fieldset>
  )
}
