import { TextInput, type TextInputProps } from '@mantine/core'
import type { Ref } from 'react'
import c from './security.module.css'

/** Six digits of an app: phones show numbers to type, and offer a code that they know. */
export const CodeInput = (props: TextInputProps & { ref?: Ref<HTMLInputElement> }) =>
  <TextInput inputMode="numeric" autoComplete="one-time-code" maxLength={7} placeholder="000000" classNames={{ root: c.code }} {...props} />
