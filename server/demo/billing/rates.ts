import { newId } from '../../kit/ids.ts'
import type { World } from '../world.ts'

/** Roughly what one unit has been worth in New Taiwan dollars. */
const usual: Record<string, number> = { USD: 32.1, EUR: 34.9, JPY: 0.2135, CNY: 4.47, GBP: 41.2 }
const weeks = 104

export interface Rate { day: string; rate: string }

/** Two years of weekly rates that wander a little; the latest is a few days old. */
export function buildRates(world: World): Map<string, Rate[]> {
  const random = world.random.fork(), rates = new Map<string, Rate[]>()
  for (const [currency, middle] of Object.entries(usual)) {
    let value = middle
    const told = Array.from({ length: weeks }, (_, index): Rate => {
      value += (middle - value) * 0.05 + middle * 0.012 * (random.next() - 0.5)
      return { day: world.calendar.day(-7 * (weeks - index) + 4), rate: value.toFixed(middle < 1 ? 5 : 3) }
    })
    rates.set(currency, told)
    for (const { day, rate } of told) world.rows.add('currency_rate', { id: newId(), currency, company_currency: 'TWD', day, rate, source: 'Bank of Taiwan', created_at: world.calendar.at(day, '02:00') })
  }
  return rates
}

/** The latest rate on or before a day. */
export const rateOn = (rates: Map<string, Rate[]>, currency: string, day: string): Rate => (currency === 'TWD' ? { day, rate: '1' } : rates.get(currency)!.findLast((one) => one.day <= day)!)
