import { Migration } from '@mikro-orm/migrations'

/** How far each import came, what it refused and why, and ids that follow from where a record came from. */
export class Migration006Imports extends Migration {
  override up(): void {
    this.addSql(`
    -- written in the transaction of each batch, so that an import that was killed goes on behind its last committed row
    create table import_step (
      import text not null, step text not null, source text not null, position bigint not null default 0, read bigint not null default 0, written bigint not null default 0,
      unchanged bigint not null default 0, rejected bigint not null default 0, finished boolean not null default false, updated_at timestamptz not null default now(),
      primary key (import, step)
    );
    create table import_reject (
      import text not null, step text not null, file text not null, line int not null, column_name text, value text, code text not null, sentence text not null
    );
    create index import_reject_step on import_reject (import, step, line);
    `)
    this.addSql(`
    -- a UUIDv7 whose random bits come from the record's origin: imported twice, it is the same row
    create function app.imported_id(at timestamptz, origin text) returns uuid language sql immutable as $$
      select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(h, 1, 3) || translate(substr(h, 4, 1), '0123456789abcdef', '89ab89ab89ab89ab') || substr(h, 5, 15))::uuid
      from md5(origin) h $$;

    -- history that comes by import concerns nobody's open screen
    drop trigger event_notify on event;
    create trigger event_notify after insert on event for each row when (new.channel <> 'import') execute function app.notify_event();
    `)
  }
}
