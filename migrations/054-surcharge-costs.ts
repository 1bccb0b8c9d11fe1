import { Migration } from '@mikro-orm/migrations'

/** What choices at a surcharge cost us. It is known by model, option and choice, whichever version they are in: versions never change, costs do. */
export class Migration054SurchargeCosts extends Migration {
  override up(): void {
    this.addSql(`create table surcharge_cost (
      model_id uuid not null references product_model on delete cascade, option text not null, choice text not null, currency char(3) not null, cost numeric(19, 6) not null,
      primary key (model_id, option, choice, currency)
    );`)
  }
}
