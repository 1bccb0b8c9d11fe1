import { Button, Group } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { IconAdjustmentsCog, IconCopy, IconShoppingCart, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Empty } from '../../shared/Empty'
import { useFormat } from '../../shared/format'
import { Loaded } from '../../shared/Loaded'
import { usePermission } from '../../shared/session/Session'
import { SkeletonRows } from '../../shared/Skeletons'
import { useCommand } from '../../shared/useCommand'
import { DeleteConfigurationDocument, ProductModelsDocument, SavedConfigurationsDocument, type ConfigurationSortField, type SavedConfigurationFragment } from '../gql/graphql'
import { PageHead } from '../parts/PageHead'
import page from '../parts/page.module.css'
import { sortOf } from '../parts/listSearch'
import { RecordList } from '../parts/RecordList'
import type { Column } from '../parts/RecordTable'
import c from './Configure.module.css'
import { VIEWS, type ConfigurationsSearch } from './search'
import { useBuy } from './useBuy'
import { useDuplicate } from './useDuplicate'

const OUTDATED: Record<(typeof VIEWS)[number], boolean | undefined> = { all: undefined, current: false, outdated: true }
export const configurationsAsked = (search: ConfigurationsSearch) => ({ sort: sortOf(search, 'UPDATED_AT'), filter: { outdated: OUTDATED[search.view ?? 'all'], search: search.q } })

/** What is built to order, and what colleagues have saved of it. */
export function ConfigurePage({ search, onSearch }: { search: ConfigurationsSearch; onSearch: (search: ConfigurationsSearch) => void }) {
  const { t } = useTranslation()
  const { date } = useFormat()
  const query = useQuery({ query: ProductModelsDocument, requestPolicy: 'cache-and-network' })
  const { run, pending } = useCommand(DeleteConfigurationDocument, { done: t('configure.deleted') })
  const { buy, pending: buying } = useBuy()
  const { duplicate, pending: duplicating } = useDuplicate()
  const mayBuy = usePermission('cart:use')
  const columns: Column<SavedConfigurationFragment, ConfigurationSortField>[] = [
    { key: 'name', label: t('configure.name'), sort: 'NAME', cell: ({ id, name, version }) => <Link className="link" to="/configure/$id" params={{ id: version!.model!.id }} search={{ saved: id }}>{name}</Link> },
    { key: 'model', label: t('configure.model'), cell: ({ version, outdated }) => <>{version?.model?.name}{outdated && <span className="meta"> {t('configure.outdated', { number: version?.number })}</span>}</> },
    { key: 'by', label: t('configure.savedBy'), cell: ({ createdBy }) => createdBy?.name },
    { key: 'updated', label: t('configure.updated'), sort: 'UPDATED_AT', cell: ({ updatedAt }) => date(updatedAt) },
    { key: 'more', label: t('configure.what'), end: true, cell: ({ id, name, actions, outdated }) => <Group gap={4} justify="flex-end" wrap="nowrap">{mayBuy && !outdated && <Button variant="light" size="compact-sm" loading={buying} leftSection={<IconShoppingCart size={15} aria-hidden />} aria-label={t('configure.addToCartOf', { name })} onClick={() => void buy(id)}>{t('configure.orderAgain')}</Button>}<Button variant="subtle" color="gray" size="compact-sm" loading={duplicating} aria-label={t('configure.duplicateOf', { name })} title={t('configure.duplicate')} onClick={() => void duplicate(id)}><IconCopy size={16} aria-hidden /></Button>{actions.includes('delete') && <Button variant="subtle" color="gray" size="compact-sm" loading={pending} aria-label={t('configure.deleteOf', { name })} onClick={() => void run({ id })}><IconTrash size={16} aria-hidden /></Button>}</Group> },
  ]
  return (
    <>
      <PageHead title={t('nav.configure')} meta={t('configure.hint')} />
      <Loaded query={query} skeleton={<SkeletonRows rows={5} columns={4} />}>
        {({ productModels }) => (
          <div className={page.stack}>
            {productModels.nodes.length === 0 && <Empty kind="nothing" title={t('configure.noModels')} hint="" />}
            <ul className={c.models}>{productModels.nodes.filter(({ version }) => version).map(({ id, name }) => (
              <li key={id} className={page.card}>
                <IconAdjustmentsCog size={28} stroke={1.4} aria-hidden />
                <b>{name}</b>
                <Link className={c.start} to="/configure/$id" params={{ id }} aria-label={t('configure.startOf', { name })}>{t('configure.start')}</Link>
              </li>
            ))}</ul>
            <section className={page.section}>
              <h2>{t('configure.savedOnes')}</h2>
              <RecordList label={t('configure.savedOnes')} searchLabel={t('configure.search')} document={SavedConfigurationsDocument} asked={configurationsAsked(search)} columns={columns} search={search} onSearch={onSearch} view={search.view ?? 'all'}
                views={VIEWS.map((value) => ({ value, label: t(`configure.views.${value}`) }))} nothing={<Empty kind="nothing" title={t('configure.nothingSaved')} hint="" />} />
            </section>
          </div>
        )}
      </Loaded>
    </>
  )
}
