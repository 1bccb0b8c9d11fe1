import { Migration } from '@mikro-orm/migrations'

/** What people have agreed to, who must be left alone, and who was erased. */
export class Migration010Privacy extends Migration {
  override up(): void {
    this.addSql(`
    alter table contact add column do_not_contact_since timestamptz, add column do_not_contact_reason text, add column erased_at timestamptz;
    create index contact_do_not_contact on contact (id) where do_not_contact_since is not null;
    alter table app_user add column erased_at timestamptz, add check (erased_at is null or not active);

    -- decisions are added, never changed; the latest of a contact, channel and purpose is in force
    create table consent (
      id uuid primary key, contact_id uuid not null references contact on delete cascade,
      channel text not null check (channel in ('EMAIL', 'PHONE', 'SMS', 'MESSAGING', 'POST', 'FAX')),
      purpose text not null check (purpose in ('MARKETING', 'NEWSLETTER', 'SURVEY', 'SERVICE')),
      decision text not null check (decision in ('Given', 'Withdrawn')),
      source text not null check (source in ('WEB_FORM', 'EMAIL', 'PHONE', 'VISIT', 'TRADE_FAIR', 'PAPER', 'IMPORT')),
      evidence text, at timestamptz not null, recorded_by_id uuid references app_user, recorded_at timestamptz not null default now()
    );
    create index consent_latest on consent (contact_id, channel, purpose, at desc, id desc);
    -- an erasure looks up under whose keys somebody is named
    create index audit_entry_person on audit_entry (person_id) where person_id is not null;
    `)
    this.addSql(String.raw`
    -- whether somebody may be written to or called; the wish to be left alone beats every consent, and silence is none
    create function app.may_contact(contact_id uuid, channel text, purpose text) returns boolean language sql stable as $$
      select coalesce((select c.decision = 'Given' from consent c where c.contact_id = $1 and c.channel = $2 and c.purpose = $3 order by c.at desc, c.id desc limit 1), false)
        and exists (select 1 from contact p where p.id = $1 and p.do_not_contact_since is null and p.erased_at is null) $$;

    -- a pattern that finds somebody in a text by any of these words; null when there are none. Chinese is written without spaces around a name.
    create function app.naming(words text[]) returns text language sql immutable as $$
      select '(?<![A-Za-zÀ-ÿ0-9])(' || string_agg(regexp_replace(word, '([][\\.^$|(){}*+?-])', '\\\1', 'g'), '|' order by length(word) desc, word) || ')(?![A-Za-zÀ-ÿ0-9])'
      from (select distinct trim(w) as word from unnest(words) w) named where length(word) > 2 or word ~ '^[\u4e00-\u9fff]{2}$' $$;

    -- a renamed person is still told of by the earlier name
    create function app.naming_contact(person uuid) returns text language sql stable as $$
      select app.naming(array[c.first_name || ' ' || c.last_name, c.last_name || ' ' || c.first_name, c.last_name || c.first_name, c.email, c.phone]
        || array(select e.data ->> 'name' from event e where e.subject_id = c.id or e.data ->> 'contactId' = c.id::text))
      from contact c where c.id = person $$;
    create function app.naming_user(person uuid) returns text language sql stable as $$
      select app.naming(array[u.name, u.email, u.phone]) from app_user u where u.id = person $$;

    create function app.naming_account(person uuid) returns text language sql stable as $$
      select app.naming(array[a.name, a.email, a.phone] || array(select e.data ->> 'name' from event e where e.subject_id = a.id)) from account a where a.id = person $$;

    create function app.without_name(value text, naming text) returns text language sql immutable as $$
      select regexp_replace(value, naming, '—', 'gi') $$;
    create function app.without_name(value jsonb, naming text) returns jsonb language plpgsql immutable as $$ begin
      return case jsonb_typeof(value)
        when 'string' then to_jsonb(app.without_name(value #>> '{}', naming))
        when 'object' then (select coalesce(jsonb_object_agg(e.key, app.without_name(e.value, naming)), '{}') from jsonb_each(value) e)
        when 'array' then (select coalesce(jsonb_agg(app.without_name(e.value, naming) order by e.n), '[]') from jsonb_array_elements(value) with ordinality e(value, n))
        else value end;
    end $$;
    `)
  }
}
