import { Migration } from '@mikro-orm/migrations'

/** Whether an order leaves all together can be changed after it was placed: null where a change leaves that as it is. */
export class Migration053DeliverComplete extends Migration {
  override up(): void {
    this.addSql('alter table order_change add deliver_complete_after boolean;')
  }
}
