import { Skeleton, UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useFormat } from '../../shared/format'
import { CategoriesDocument } from '../gql/graphql'
import c from './CategoryTree.module.css'

type Props = { value: string | undefined; onChange: (category: string | undefined) => void }

/** Roots, and below the chosen one its children. On a phone one row that scrolls. */
export function CategoryTree({ value, onChange }: Props) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const [{ data }] = useQuery({ query: CategoriesDocument })
  const entry = (id: string | undefined, name: string, count?: number, child = false) => (
    <UnstyledButton key={id ?? 'all'} className={c.entry} data-child={child || undefined} aria-pressed={id === value} onClick={() => onChange(id)}>
      <span>{name}</span>{count !== undefined && <span className={c.count}>{number(count)}</span>}
    </UnstyledButton>
  )
  return (
    <div className={c.tree} role="group" aria-label={t('catalogue.categories')}>
      {entry(undefined, t('catalogue.all'))}
      {!data && Array.from({ length: 7 }, (_, index) => <Skeleton key={index} h={12} w={`${50 + index * 5}%`} my={9} mx={10} radius="sm" />)}
      {data?.categories.map((root) => {
        const open = root.id === value || root.children.some(({ id }) => id === value)
        return [entry(root.id, root.name, root.productCount), open && root.children.map((child) => entry(child.id, child.name, child.productCount, true))]
      })}
    </div>
  )
}
