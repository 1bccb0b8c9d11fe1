export interface SpecialPlan {
  partner: string
  sku: string
  quantity: number
  /** In per cent of what it cost the buyer. */
  off: number
  state: 'Draft' | 'Submitted' | 'Returned' | 'Withdrawn' | 'Approved' | 'Rejected' | 'Expired'
  /** First and last day, in days from today. */
  from: number
  to: number
  /** How many were granted; `used` is just what was ordered. */
  granted?: number | 'used'
  reason: string
  competitor?: string
  note?: string
}

/** Requests in every state: running, used up, waiting for a decision, sent back, and over. */
export const specialPlans: SpecialPlan[] = [
  { partner: 'NST', sku: 'ZP-2-400', quantity: 12, off: 6, state: 'Approved', from: 0, to: 54, granted: 10, reason: 'Zero-point plates for a gearbox maker, delivered over two months.', competitor: 'A German clamping system, 5 % less', note: 'Ten to begin with; ask again for more.' },
  { partner: 'NST', sku: 'PB-40R', quantity: 6, off: 9, state: 'Submitted', from: 2, to: 62, reason: 'The customer decides between us and a local supplier this month.', competitor: 'Local supplier, delivery in two weeks' },
  { partner: 'NST', sku: 'GS-618', quantity: 2, off: 7, state: 'Returned', from: 5, to: 65, reason: 'Two grinders for a tool room.', note: 'Which competitor, and at which price?' },
  { partner: 'NST', sku: 'SC-125L', quantity: 8, off: 5, state: 'Draft', from: 5, to: 65, reason: 'A school replaces all its chucks if the price fits its grant.' },
  { partner: 'NST', sku: 'LB-HYD32-200', quantity: 40, off: 25, state: 'Rejected', from: -10, to: 30, reason: 'Stock for the year.', note: 'The price of your level is meant for stock orders.' },
  { partner: 'GGC', sku: 'TH-BT40-SF10-90', quantity: 200, off: 8, state: 'Approved', from: -70, to: 40, granted: 180, reason: 'A car supplier standardises on shrink-fit holders.', competitor: 'An Italian maker at 7 % less' },
  { partner: 'GGC', sku: 'MM-25', quantity: 30, off: 6, state: 'Submitted', from: 1, to: 45, reason: 'Measuring tools for a new training centre.' },
  { partner: 'GGC', sku: 'SC-125L', quantity: 20, off: 24, state: 'Submitted', from: 2, to: 70, reason: 'A rival clears its stock of chucks, and the customer equips a second line now.', competitor: 'Clearance at a quarter less' },
  { partner: 'QLT', sku: 'DR-102-5D', quantity: 150, off: 7, state: 'Approved', from: -65, to: 25, granted: 'used', reason: '模具廠年度鑽頭標案。', competitor: '日系品牌低 6%' },
  { partner: 'QLT', sku: 'TP-M10', quantity: 60, off: 12, state: 'Withdrawn', from: -20, to: 40, reason: '客戶延後採購。' },
  { partner: 'HXM', sku: 'TH-HSK63-SF16-95', quantity: 260, off: 6, state: 'Expired', from: -160, to: -40, granted: 260, reason: '五軸機整線刀把。' },
  { partner: 'RWM', sku: 'EM-04-4', quantity: 300, off: 8, state: 'Submitted', from: 3, to: 93, reason: 'Rahmenvertrag mit einem Medizintechniker, Abruf monatlich.', competitor: 'Schweizer Hersteller, 9 % günstiger' },
]
