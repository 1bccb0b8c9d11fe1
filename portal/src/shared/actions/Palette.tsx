import { Spotlight, createSpotlight, type SpotlightActionGroupData } from '@mantine/spotlight'
import '@mantine/spotlight/styles.layer.css'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { SearchDocument, type SearchQuery } from '../gql/graphql'
import { Keys } from './KeyHelp'
import { useRegisteredActions } from './registry'
import c from './actions.module.css'

export type Hit = SearchQuery['search'][number]

type Props = {
  /** Where a found record is shown, and its icon; undefined = this app has no page for it. */
  open: (hit: Hit) => { icon: ReactNode; run: () => void } | undefined
  onClose: () => void
}

const [store, control] = createSpotlight()

// As the arrow keys do; the library selects nothing before the first key.
function selectFirst() {
  const list = document.getElementById(store.getState().listId)
  list?.querySelector('[data-selected]')?.removeAttribute('data-selected')
  list?.querySelector('[data-action]')?.setAttribute('data-selected', 'true')
  store.updateState((state) => ({ ...state, selected: 0 }))
}

/** Ctrl-K: finds records on the server and runs every registered action. Loaded when first asked for. */
export default function Palette({ open, onClose }: Props) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [asked] = useDebouncedValue(text.trim(), 160)
  const [{ data, fetching }] = useQuery({ query: SearchDocument, variables: { query: asked }, pause: asked.length < 2 })
  const actions = useRegisteredActions()
  useEffect(() => { control.open() }, [])

  const wanted = text.trim().toLowerCase()
  const groups: SpotlightActionGroupData[] = Object.entries(Object.groupBy(actions.filter(({ label }) => label.toLowerCase().includes(wanted)), ({ group }) => group))
    .map(([group, some]) => ({ group, actions: some!.map(({ id, label, icon, keys, run }) => ({ id, label, leftSection: icon, rightSection: keys && <Keys keys={keys} />, onClick: run })) }))
  const hits = wanted.length < 2 ? [] : (data?.search ?? []).flatMap((hit) => {
    const place = open(hit)
    return place ? [{ id: `${hit.type}:${hit.id}`, label: hit.title, description: hit.subtitle ?? undefined, leftSection: place.icon, rightSection: <span className={c.hint}>{t(`records.${hit.type.toLowerCase()}`)}</span>, onClick: place.run }] : []
  })
  if (hits.length > 0) groups.unshift({ group: t('palette.records'), actions: hits })

  // Enter runs the first one, also when what was found arrives after the words were typed.
  const shown = groups.flatMap(({ actions: some }) => some.map(({ id }) => id)).join(' ')
  useEffect(() => {
    const timer = setTimeout(() => selectFirst(), 30)
    return () => clearTimeout(timer)
  }, [shown])

  return (
    <Spotlight
      store={store} actions={groups} query={text} onQueryChange={setText} filter={(_query, all) => all} shortcut={null}
      onSpotlightClose={onClose} clearQueryOnClose={false} scrollable maxHeight={440} radius={12} highlightQuery
      classNames={{ action: c.action, search: c.search, actionsGroup: c.actionsGroup, actionLabel: c.actionLabel }} overlayProps={{ backgroundOpacity: 0.3, blur: 0 }} transitionProps={{ duration: 100 }}
      attributes={{ content: { 'aria-label': t('palette.placeholder') } }}
      searchProps={{ placeholder: t('palette.placeholder'), 'aria-label': t('palette.placeholder'), leftSection: <IconSearch size={17} stroke={1.7} /> }}
      nothingFound={t(fetching ? 'palette.searching' : 'palette.nothing')}
    />
  )
}
