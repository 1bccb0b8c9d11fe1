import { TextInput, type TextInputProps } from '@mantine/core'
import { lazy, Suspense, type Ref } from 'react'
import { useFormat } from './format'

export type DayInputProps = Omit<TextInputProps, 'value' | 'defaultValue' | 'onChange' | 'type' | 'ref' | 'vars' | 'styles' | 'classNames' | 'attributes' | 'size'> & {
  ref?: Ref<HTMLInputElement>
  /** A whole day, YYYY-MM-DD, or empty. */
  value?: string | null
  onChange?: (day: string) => void
  clearable?: boolean
  /** Inside another pop-over, so that a click on the calendar does not close that one. */
  inside?: boolean
}

const Calendar = lazy(() => import('./DayInputCalendar'))

/** A day, typed or picked, in the app's language rather than the browser's. The calendar loads when the first one is shown. */
export function DayInput(props: DayInputProps) {
  const { date } = useFormat()
  const { value, onChange: _onChange, clearable: _clearable, inside: _inside, ref: _ref, ...rest } = props
  return <Suspense fallback={<TextInput {...rest} readOnly value={value ? date(value) : ''} />}><Calendar {...props} /></Suspense>
}
