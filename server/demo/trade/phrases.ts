import type { World } from '../world.ts'

const wishes: Record<string, string[]> = {
  TW: ['客戶月底前要下單，請盡快報價。', '同時有日系廠牌在比價，請給最好的條件。', '請一併報安裝與教育訓練。', '需分兩批交貨，請註明交期。'],
  US: ['Customer decides at the end of the month.', 'Up against Haas on this one, please sharpen the pencil.', 'Please include rigging and start-up.', 'Second machine likely in spring if this one runs well.', 'They need it before the plant shutdown.'],
  DE: ['Customer compares with DMG Mori; delivery date decides.', 'Please quote including commissioning in German.', 'Two lots, second one in the next quarter.', 'Framework order over twelve months possible.'],
}
const remarks: Record<string, string[]> = {
  TW: ['含安裝、試車及兩天教育訓練。', '付款條件：訂金三成，出貨前付清。', '交期以訂單確認為準。'],
  US: ['Includes start-up and two days of training.', 'FOB Elk Grove Village. 30 % with order, balance before shipment.', 'Delivery as confirmed with the order.'],
  DE: ['Including commissioning and two days of training.', 'DAP, 30 % with order, 60 % before shipment, 10 % after acceptance.', 'Delivery as confirmed with the order.'],
}
export const requestNotes = (country: string): string[] => wishes[country]!
export const versionNotes = (country: string): string[] => remarks[country]!

export const declines = ['Customer chose a used machine.', 'Competitor delivers six weeks earlier.', 'Price is above their budget.', 'Project moved to next year.', 'They keep repairing the old machine.']
export const returns = ['Margin is too thin; take the discount off the options.', 'Twelve per cent needs a second machine on the order.', 'Ask for a down payment first.', 'Bring the price of the holders back to list terms.']

export const purchaseOrderOf = ({ random }: World): string => `${random.pick(['PO', 'PO', '45', 'B'])}${random.pick(['-', '', '-'])}${random.int(10_000, 99_999)}`
