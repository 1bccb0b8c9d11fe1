import { Select, type SelectProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { LOCALES } from '../i18n'

/** The language in which a new person is written to; in the app they choose their own. */
export function LocaleSelect(props: Omit<SelectProps, 'data' | 'label'>) {
  const { t } = useTranslation()
  return <Select label={t('person.locale')} allowDeselect={false} data={Object.entries(LOCALES).map(([value, label]) => ({ value, label }))} {...props} />
}
