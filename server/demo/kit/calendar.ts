import type { Random } from './random.ts'

const dayLength = 86_400_000
export const timeZone = 'Asia/Taipei'

/** Office hours in UTC, by country. */
const officeHours: Record<string, [number, number]> = { TW: [1, 9], DE: [7, 15], US: [14, 22] }

/** Days as the selling company counts them, and moments in office hours; all relative to the day of seeding. */
export class Calendar {
  readonly today: string

  constructor(readonly now: Date, private random: Random) {
    this.today = this.dayOf(now)
  }

  /** The company's day of a moment, as YYYY-MM-DD. */
  dayOf(moment: Date): string {
    return new Intl.DateTimeFormat('sv-SE', { timeZone }).format(moment)
  }

  /** A day so many days from another. */
  plus(day: string, days: number): string {
    return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayLength).toISOString().slice(0, 10)
  }

  day(offset: number): string {
    return this.plus(this.today, offset)
  }

  /** The same days, with moments by another chance. */
  with(random: Random): Calendar {
    return new Calendar(this.now, random)
  }

  /** A moment in office hours so many days ago, never at a weekend. */
  ago(days: number, country = 'TW'): Date {
    return this.inOfficeHours(this.now.getTime() - days * dayLength, country)
  }

  /** A moment in office hours so many days after another, and after it in any case. */
  later(moment: Date, days: number, country = 'TW'): Date {
    const planned = this.inOfficeHours(moment.getTime() + days * dayLength, country)
    return planned > moment ? planned : new Date(moment.getTime() + this.random.int(20, 200) * 60_000)
  }

  private inOfficeHours(time: number, country: string): Date {
    const [from, to] = officeHours[country] ?? officeHours.TW!
    const day = new Date(time)
    day.setUTCHours(this.random.int(from, to - 1), this.random.int(0, 59), this.random.int(0, 59), 0)
    const weekday = day.getUTCDay()
    if (weekday === 0 || weekday === 6) day.setTime(day.getTime() - (weekday === 6 ? 1 : 2) * dayLength)
    return day
  }

  /** A time of day in UTC, as 06:30, on a day that has begun; now where it is still to come. */
  at(day: string, time: string): Date {
    return new Date(Math.min(Date.parse(`${day}T${time}:00Z`), this.now.getTime()))
  }

  isPast(moment: Date): boolean {
    return moment < this.now
  }

  get year(): number {
    return Number(this.today.slice(0, 4))
  }
}
