import { Migration } from '@mikro-orm/migrations'

/** The customers of a partner that may not sell any more are looked after by its channel manager; their people follow them. */
export class Migration012PartnerSuspended extends Migration {
  override up(): void {
    this.addSql(`
    create function app.hand_over_accounts() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$ begin
      update account set owner_id = new.channel_manager_id, revision = revision + 1, updated_at = now()
      where partner_id = new.id and owner_id is distinct from new.channel_manager_id;
      return null;
    end $$;
    create trigger partner_suspended after update of state on partner for each row
      when (new.state in ('Suspended', 'Terminated') and old.state is distinct from new.state and new.channel_manager_id is not null) execute function app.hand_over_accounts();
    `)
  }
}
