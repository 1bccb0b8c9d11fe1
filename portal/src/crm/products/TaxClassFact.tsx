import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { usePermission } from '../../shared/session/Session'
import { useCommand } from '../../shared/useCommand'
import { ProductTaxClassDocument, SetTaxClassDocument, type TaxClass } from '../gql/graphql'
import { CLASSES } from '../finance/taxClasses'
import { Fact } from '../record/Fact'

/** What a product is to the tax office. */
export function TaxClassFact({ id }: { id: string }) {
  const { t } = useTranslation()
  const may = usePermission('tax:manage')
  const [{ data }] = useQuery({ query: ProductTaxClassDocument, variables: { id } })
  const { run } = useCommand(SetTaxClassDocument, { done: t('saved') })
  const taxClass = data?.product?.taxClass
  return <Fact label={t('billing.taxClass')} edit={may && taxClass ? { kind: 'choice', value: taxClass, options: CLASSES.map((value) => ({ value, label: t(`tax.classes.${value}`) })), save: (value) => void run({ productId: id, taxClass: value as TaxClass }) } : undefined}>{taxClass && t(`tax.classes.${taxClass}`)}</Fact>
}
