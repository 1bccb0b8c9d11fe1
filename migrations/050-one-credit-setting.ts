import { Migration } from '@mikro-orm/migrations'

/** What decides over orders is one row, and can't become two. */
export class Migration050OneCreditSetting extends Migration {
  override up(): void {
    this.addSql('create unique index credit_setting_once on credit_setting ((true));')
  }
}
