import { Migration } from '@mikro-orm/migrations'

/** For which last day of a special price it was said that it is near. */
export class Migration049SpecialPriceLetters extends Migration {
  override up(): void {
    this.addSql('alter table special_price add ending_told_for date;')
  }
}
