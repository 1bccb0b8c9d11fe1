import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../shared/format'
import type { PromotionSheetFragment } from '../gql/graphql'
import { Fact } from '../record/Fact'
import { Section } from '../record/Related'
import r from '../record/record.module.css'
import { BudgetBar } from './BudgetBar'
import { useOffer, useQuantities } from './offer'
import c from './promotions.module.css'

/** All that a promotion says. */
export function PromotionFacts({ promotion }: { promotion: PromotionSheetFragment }) {
  const { t } = useTranslation()
  const { country, date, number } = useFormat()
  const offer = useOffer(), quantities = useQuantities()
  const { description, kind, validFrom, validTo, rank, stackable, partnersOnly, partners, levels, countries, items, categories, allProducts, productCount, orderCount } = promotion
  const target = [levels.map(({ name }) => name).join(', '), countries.map(country).join(', ')].filter(Boolean).join(' · ')
  return (
    <div className={c.facts}>
      <section>
        {description && <p className={c.description}>{description}</p>}
        <dl className={r.facts}>
          <Fact label={t('promotions.gives')}>{offer(promotion)}</Fact>
          {quantities(promotion) && <Fact label={t('field.quantity')}>{quantities(promotion)}</Fact>}
          <Fact label={t('promotions.days')}>{date(validFrom)} – {validTo ? date(validTo) : t('promotions.openEnd')}</Fact>
          <Fact label={t('promotions.who')}>{!partners.length && !target ? t(partnersOnly ? 'promotions.allPartners' : 'prices.everyone') : [target, partners.map(({ name }) => name).join(', ')].filter(Boolean).join(` ${t('promotions.and')} `)}</Fact>
          <Fact label={t('promotions.budget')}><BudgetBar promotion={promotion} /></Fact>
          <Fact label={t('nav.orders')}>{number(orderCount)}</Fact>
          <Fact label={t('prices.rank')}>{number(rank)} · {t(stackable ? 'promotions.stacks' : 'promotions.stacksNot')}</Fact>
        </dl>
      </section>
      <Section title={t('prices.products')} count={{ value: productCount, exact: true }}>
        {allProducts && <p>{t('promotions.allProducts')}</p>}
        {categories.length > 0 && <p>{categories.map(({ name }) => name).join(', ')}</p>}
        <ul className={c.items}>{items.map(({ product, quantity }) => product && (
          <li key={product.id}>{kind === 'BUNDLE' && <b>{number(quantity)} ×</b>}<Link className="link" to="/products/$id" params={{ id: product.id }}>{product.name}</Link><span className="meta">{product.sku}</span></li>
        ))}</ul>
      </Section>
    </div>
  )
}
