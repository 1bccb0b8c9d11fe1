import { Modal, Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useFormat } from '../../shared/format'
import { Loaded } from '../../shared/Loaded'
import { SkeletonRows } from '../../shared/Skeletons'
import { QuoteVersionLinesDocument } from '../gql/graphql'

/** An earlier version, as it was: from submit on a version never changes. */
export function VersionDialog({ quoteId, versionId, onClose }: { quoteId: string; versionId?: string; onClose: () => void }) {
  const { t } = useTranslation()
  const { money, number, percent } = useFormat()
  const query = useQuery({ query: QuoteVersionLinesDocument, variables: { id: quoteId }, pause: !versionId })
  const version = query[0].data?.quote?.versions.find(({ id }) => id === versionId)
  return (
    <Modal opened={!!versionId} onClose={onClose} size="xl" title={version && (version.number ? t('quotes.version', { number: version.number }) : t('compare.request'))} closeButtonProps={{ 'aria-label': t('close') }}>
      <Loaded query={query} skeleton={<SkeletonRows rows={4} columns={4} height={34} />}>
        {() => version && (
          <Table.ScrollContainer minWidth={520}>
            <Table>
              <Table.Thead><Table.Tr><Table.Th>{t('field.product')}</Table.Th><Table.Th className="num">{t('field.quantity')}</Table.Th><Table.Th className="num">{t('field.discount')}</Table.Th><Table.Th className="num">{t('field.unitPrice')}</Table.Th><Table.Th className="num">{t('field.amount')}</Table.Th></Table.Tr></Table.Thead>
              <Table.Tbody>
                {version.lines.map((line) => (
                  <Table.Tr key={line.id}><Table.Td><b style={{ fontWeight: 500 }}>{line.product?.sku}</b> {line.product?.name}</Table.Td><Table.Td className="num">{number(line.quantity)}</Table.Td><Table.Td className="num">{line.discountPercent && percent(line.discountPercent)}</Table.Td><Table.Td className="num">{money(line.unitPrice, version.currency)}</Table.Td><Table.Td className="num">{money(line.amount, version.currency)}</Table.Td></Table.Tr>
                ))}
              </Table.Tbody>
              <Table.Tfoot><Table.Tr><Table.Th colSpan={4} className="num">{t('field.total')}</Table.Th><Table.Th className="num">{money(version.total, version.currency)}</Table.Th></Table.Tr></Table.Tfoot>
            </Table>
          </Table.ScrollContainer>
        )}
      </Loaded>
    </Modal>
  )
}
