import { Migration } from '@mikro-orm/migrations'

/** Administrators who look at the product as somebody else. Each look hangs on the session that it was begun in, and ends with it. */
export class Migration011ViewAs extends Migration {
  override up(): void {
    this.addSql(`
    create table view_as (
      id uuid primary key, token_hash bytea not null unique, session_id uuid not null references session on delete cascade, user_id uuid not null references app_user on delete cascade,
      reason text not null, created_at timestamptz not null default now(), expires_at timestamptz not null
    );
    create index view_as_session on view_as (session_id);
    create index view_as_user on view_as (user_id);
    `)
  }
}
