import { DateInput } from '@mantine/dates'
import '@mantine/dates/styles.layer.css'
import 'dayjs/locale/zh-cn'
import 'dayjs/locale/zh-tw'
import { useTranslation } from 'react-i18next'
import type { DayInputProps } from './DayInput'
import { formatDate } from './format'
import { readDay } from './readDay'

const DAYJS: Record<string, string> = { 'zh-Hant': 'zh-tw', 'zh-Hans': 'zh-cn' }
const LABELS = ['previousMonth', 'nextMonth', 'previousYear', 'nextYear', 'previousDecade', 'nextDecade'] as const

// Red days and grey days of the months beside it fail contrast.
const NONE: 0[] = []

export default function DayInputCalendar({ value, onChange, inside, clearable, ...props }: DayInputProps) {
  const { t, i18n: { language } } = useTranslation()
  return (
    <DateInput {...props} value={value || null} onChange={(day) => onChange?.(day ?? '')} clearable={clearable} allowDeselect={clearable}
      clearButtonProps={{ 'aria-label': t('remove'), tabIndex: 0 }}
      valueFormat={(day) => formatDate(day, language)} dateParser={(text) => readDay(text)}
      locale={DAYJS[language] ?? 'en'} firstDayOfWeek={language === 'zh-Hans' ? 1 : 0} weekendDays={NONE} hideOutsideDates
      ariaLabels={Object.fromEntries(LABELS.map((label) => [label, t(`calendar.${label}`)]))} getDayAriaLabel={(day) => formatDate(day, language)}
      popoverProps={{ withinPortal: !inside, shadow: 'md' }} />
  )
}
