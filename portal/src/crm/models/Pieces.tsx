import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { CheckModelDocument } from '../gql/graphql'
import { type Definition, type List, type Piece, beginnings, inWords, withPiece } from './definition'
import c from './models.module.css'
import { PieceDialog } from './PieceDialog'

type Props = { list: List; definition: Definition; versionId: string; revision: number; /** Null where nothing may be changed. */ save: ((changed: Definition) => Promise<boolean>) | null; pending: boolean }

/** The options, rules or parts of a model, each as one reads it. */
export function Pieces({ list, definition, versionId, revision, save, pending }: Props) {
  const { t, i18n } = useTranslation()
  const [edited, setEdited] = useState<{ index: number | null; piece: Piece }>()
  const [{ data }, ask] = useQuery({ query: CheckModelDocument, variables: { versionId }, pause: list !== 'rules', requestPolicy: 'network-only' })
  // the sentences are the server's: those of a rule that was just saved are asked for
  useEffect(() => { if (list === 'rules') ask({ requestPolicy: 'network-only' }) }, [list, ask, revision])
  const rules = new Map(data?.checkModel.rules.map(({ key, text }) => [key, text]))
  const choicesOf = (piece: Piece) => (piece['kind'] === 'number' ? `${String(piece['from'])} – ${String(piece['to'])} ${String(piece['unit'] ?? '')}` : ((piece['choices'] ?? []) as Piece[]).map(({ name }) => inWords(name, i18n.language)).join(' · '))
  const group = (piece: Piece) => inWords(definition.groups.find(({ key }) => key === piece['group'])?.['name'], i18n.language)
  const texts: Record<List, (piece: Piece) => [name: string, text: string]> = {
    options: (piece) => [`${group(piece)} › ${inWords(piece['name'], i18n.language)}`, choicesOf(piece)], rules: (piece) => [rules.get(piece.key) ?? piece.key, piece.key],
    parts: (piece) => [`${String(piece['sku'])}`, piece['if'] ? t('models.form.onCondition') : t('models.always')],
    groups: (piece) => [inWords(piece['name'], i18n.language), piece.key], attributes: (piece) => [inWords(piece['name'], i18n.language), String(piece['unit'] ?? piece.key)],
  }
  return (
    <div className={c.panel}>
      {save && <Button variant="default" leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setEdited({ index: null, piece: beginnings[list](definition) })}>{t(`models.add.${list}`)}</Button>}
      <ul className={c.pieces}>
        {definition[list].map((piece, index) => {
          const [name, text] = texts[list](piece)
          return <li key={piece.key}><button type="button" onClick={() => setEdited({ index, piece })}><span>{name}</span><span className="meta">{text}</span></button></li>
        })}
      </ul>
      {edited && <PieceDialog title={t(`models.${list}`)} list={list} piece={edited.piece} definition={definition} readOnly={!save} pending={pending} onClose={() => setEdited(undefined)}
        onSave={save && (async (piece) => { if (await save(withPiece(definition, list, edited.index, piece))) setEdited(undefined) })} isNew={edited.index === null} />}
    </div>
  )
}
