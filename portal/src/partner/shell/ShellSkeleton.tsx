import { Skeleton } from '@mantine/core'
import { Mark } from '../../shared/Mark'
import c from './Shell.module.css'

/** The top bar before it is known who is there. */
export function ShellSkeleton() {
  return (
    <div className={c.head} aria-hidden>
      <div className={c.bar}><Mark /><Skeleton h={12} w={120} radius="sm" /></div>
    </div>
  )
}
