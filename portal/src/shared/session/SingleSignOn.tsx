import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { SignInOptionsDocument } from '../gql/graphql'
import c from './SignIn.module.css'

/** The way over the company's own sign-in, where there is one; it leads back to the page where one was. */
export function SingleSignOn({ kept }: { kept: object }) {
  const { t } = useTranslation()
  const [{ data }] = useQuery({ query: SignInOptionsDocument })
  if (!data?.signInOptions.singleSignOn) return null
  const { pathname, search } = location
  return (
    <>
      <div className={c.or}><span>{t('signIn.or')}</span></div>
      <Button component="a" variant="default" size="md" fullWidth href={`/${pathname.split('/')[1]}/sign-in/oidc?to=${encodeURIComponent(pathname + search)}`} {...kept}>{t('signIn.singleSignOn')}</Button>
    </>
  )
}

const FAILURES = ['failed', 'unknown', 'unavailable']

/** Why the way over the company's sign-in came to nothing, as the address says after the return. The address forgets it. */
export function takeFailure(): string | undefined {
  const address = new URL(location.href), why = address.searchParams.get('sign-in')
  if (why === null) return undefined
  address.searchParams.delete('sign-in')
  history.replaceState(history.state, '', address)
  return FAILURES.includes(why) ? why : 'failed'
}
