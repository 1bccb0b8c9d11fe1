import type { UseFormReturnType } from '@mantine/form'
import { useCallback, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useClient, type CombinedError, type TypedDocumentNode } from 'urql'
import { errorCode } from './client'
import { toastDone, toastFailed } from './toasts'

export type UserError = { code: string; message: string; path: string[]; retryAfter?: number | null }
type Input<V> = V extends { input: infer I } ? Omit<I, 'clientMutationId'> : never
type Payload<D> = D extends { __typename?: unknown } ? NonNullable<Omit<D, '__typename'>[keyof Omit<D, '__typename'>]> : never

type Options<P> = {
  /** Errors whose path names one of its fields are shown there. */
  form?: Pick<UseFormReturnType<any>, 'setErrors' | 'getValues'>
  /** What to say when it is done. */
  done?: string | ((payload: P) => string)
  /** The reverse verb; its presence turns the message into an undo toast of 8 s. */
  undo?: (payload: P) => unknown
  /** Called with all business errors; return true when they are dealt with. */
  onErrors?: (errors: UserError[]) => boolean | void
  /** What "try again" does after a lost connection; by itself it repeats the command. False where the form is still there with its own button. */
  again?: false | (() => unknown)
}

export type Command<I, P> = {
  /** The payload, or undefined when nothing happened (the person has been told). */
  run: (input: I) => Promise<P | undefined>
  pending: boolean
}

/**
 * One of the server's verbs. Each intention has a clientMutationId of its own; while one is under way a second click joins it, and after
 * a lost connection the repetition carries the same id, so the server acts once. Optimistic results come from the cache's settings.
 */
export function useCommand<D extends { __typename?: 'Mutation' }, V extends { input: { clientMutationId: string } }>(
  document: TypedDocumentNode<D, V>, options: Options<Payload<D>> = {},
): Command<Input<V>, Payload<D>> {
  const client = useClient()
  const { t } = useTranslation()
  const [pending, setPending] = useState(false)
  const latest = useRef(options)
  latest.current = options
  const intention = useRef<{ key: string; id: string; promise?: Promise<Payload<D> | undefined> }>(undefined)

  const run = useCallback((input: Input<V>): Promise<Payload<D> | undefined> => {
    const key = JSON.stringify(input)
    if (intention.current?.key !== key) intention.current = { key, id: crypto.randomUUID() }
    const mine = intention.current
    if (mine.promise) return mine.promise

    const attempt = async () => {
      setPending(true)
      const result = await client.mutation(document, { input: { ...input, clientMutationId: mine.id } } as unknown as V).toPromise()
      setPending(false)
      mine.promise = undefined
      const answered = !result.error?.networkError
      if (answered && intention.current === mine) intention.current = undefined
      if (result.error) {
        const { again = latest.current.form ? false : () => run(input) } = latest.current
        tellFailure(result.error, t, again || undefined)
        return undefined
      }
      const payload = Object.values(result.data as object).find((value) => value && typeof value === 'object') as Payload<D> & { errors?: UserError[] }
      const errors = payload.errors ?? []
      const { form, done, undo, onErrors } = latest.current
      if (errors.length > 0) {
        if (!onErrors?.(errors)) placeErrors(errors, form)
        return undefined
      }
      if (done) toastDone(typeof done === 'function' ? done(payload) : done, undo && (() => undo(payload)))
      return payload
    }
    mine.promise = attempt()
    return mine.promise
  }, [client, document, t])

  return { run, pending }
}

function placeErrors(errors: UserError[], form: Options<never>['form']) {
  const field = ({ path }: UserError) => path.filter((part) => part !== 'input').join('.')
  const known = form ? errors.filter((error) => field(error).split('.')[0]! in form.getValues()) : []
  form?.setErrors(Object.fromEntries(known.map((error) => [field(error), error.message])))
  for (const error of errors) if (!known.includes(error)) toastFailed(error.message)
}

/** Says why nothing could be asked. */
export function tellFailure(error: CombinedError, t: (key: string) => string, again?: () => unknown) {
  const code = errorCode(error)
  if (code === 'UNAUTHENTICATED') return
  if (!code || code === 'TIMEOUT' || code === 'UNAVAILABLE' || code === 'OVERLOADED' || code === 'RATE_LIMITED') return toastFailed(t(`failed.${code ?? 'NETWORK'}`), again)
  // A variable that does not fit is told in GraphQL's own words, which are not for people.
  toastFailed(code === 'BAD_USER_INPUT' ? t('failed.BAD_USER_INPUT') : error.graphQLErrors[0]!.message)
}
