import { type PrimaryKeyProp, defineEntity, p } from '@mikro-orm/core'
import { Product } from '../catalog/product.ts'
import { expose } from '../kit/read/expose.ts'

const PromotionItemSchema = defineEntity({
  name: 'PromotionItem',
  tableName: 'promotion_product',
  properties: { promotionId: p.uuid().primary(), product: () => p.manyToOne(Product).primary(), quantity: p.integer().comment('How many of it a bundle needs.') },
})
/** A product that a promotion is about. */
export class PromotionItem extends PromotionItemSchema.class {
  declare [PrimaryKeyProp]: ['promotionId', 'product']
}
PromotionItemSchema.setClass(PromotionItem)

const PromotionBudgetSchema = defineEntity({
  name: 'PromotionBudget',
  properties: {
    promotionId: p.uuid().primary(),
    amount: p.decimal().precision(19).scale(6).nullable().comment('In money: what may be given away.'),
    currency: p.string().length(3).nullable(),
    quantity: p.integer().nullable().comment('In pieces: how many may get something off.'),
    usedAmount: p.decimal().precision(19).scale(6).default('0'),
    usedQuantity: p.integer().default(0),
  },
})
/** How much a promotion may give away. */
export class PromotionBudget extends PromotionBudgetSchema.class {}
PromotionBudgetSchema.setClass(PromotionBudget)
export { PromotionItemSchema, PromotionBudgetSchema }

expose(PromotionItem, PromotionItemSchema, { description: 'A product that a promotion is about.', partner: 'product quantity', omit: 'promotionId' })
expose(PromotionBudget, PromotionBudgetSchema, { description: 'How much a promotion may give away. What was promised in quotes may go beyond it.', omit: 'promotionId' })
