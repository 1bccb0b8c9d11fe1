import { Migration } from '@mikro-orm/migrations'

/** Mail, links to choose a password, and what keeps people and their partners in order. */
export class Migration008MailInvitations extends Migration {
  override up(): void {
    this.addSql(`
    -- until when the open invitation holds, and when the person first came in; neither: not invited yet, or no longer
    alter table app_user add column invited_until timestamptz, add column joined_at timestamptz;
    update app_user u set joined_at = c.changed_at from credential c where c.user_id = u.id;

    -- a dealer's person never holds a role of the staff, whoever writes it
    alter table app_user add constraint app_user_roles check (roles <@ case audience
      when 'crm' then array['representative', 'manager', 'order_desk', 'finance', 'channel_manager', 'product_manager', 'marketer', 'service_agent', 'analyst', 'administrator']
      when 'partner' then array['partner_administrator', 'partner_manager', 'seller', 'buyer'] else '{}' end);

    -- what a link in a mail stands for; the link itself is only in the mail
    create table password_link (
      token_hash bytea primary key, user_id uuid not null references app_user on delete cascade, purpose text not null check (purpose in ('invitation', 'reset')),
      created_at timestamptz not null default now(), expires_at timestamptz not null
    );
    create index password_link_user on password_link (user_id);

    -- what is to be sent and what became of it. Never a text and never a link: those are made when it is sent.
    create table mail (
      id uuid primary key default gen_random_uuid(), kind text not null, user_id uuid references app_user on delete cascade, audience text, address text,
      state text not null default 'queued' check (state in ('queued', 'sent', 'failed', 'dropped')), attempts int not null default 0, last_error text,
      created_at timestamptz not null default now(), next_attempt_at timestamptz not null default now(), sent_at timestamptz,
      check ((user_id is null) = (kind = 'reset_request'))
    );
    create index mail_due on mail (next_attempt_at) where state = 'queued';
    create index mail_user on mail (user_id, kind) where user_id is not null;

    create function app.queue_mail() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$ begin
      -- before the first server has started there is no queue; the server looks for mail that waits
      if to_regclass('graphile_worker.jobs') is not null then execute $q$ select graphile_worker.add_job('send_mail') $q$; end if;
      return null;
    end $$;
    create trigger mail_queued after insert on mail for each statement execute function app.queue_mail();
    `)
    this.addSql(`
    -- whether the viewer manages a person: of their own partner, of a partner in their channel, or anybody
    create function app.may_manage(whose uuid) returns boolean language sql stable security definer set search_path = public, app, pg_temp as $$
      select exists (select 1 from app_user u where u.id = whose and case app.scope('user:manage')
        when 'all' then app.partner_id() is null when 'channel' then u.partner_id = any (app.partners('user:manage')) when 'org' then u.partner_id = app.partner_id() else false end) $$;

    -- an invitation is a date beside the person: with every other date the links before it are void, and a new one is sent
    create function app.invitation_changed() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$ begin
      delete from password_link where user_id = new.id and purpose = 'invitation';
      -- one that is on its way already finds its link void
      delete from mail where id in (select id from mail where user_id = new.id and kind = 'invitation' and state = 'queued' for update skip locked);
      if new.invited_until is not null then insert into mail (kind, user_id) values ('invitation', new.id); end if;
      return null;
    end $$;
    create trigger app_user_invited after update of invited_until on app_user for each row when (old.invited_until is distinct from new.invited_until) execute function app.invitation_changed();

    -- invites a person who has not come in yet. Whose partner is not active yet is invited when it is.
    create function app.invite(whose uuid) returns boolean language plpgsql security definer set search_path = public, app, pg_temp as $$ begin
      if not app.may_manage(whose) then return false; end if;
      perform 1 from app_user where id = whose and active and joined_at is null for update;
      if not found then return false; end if;
      update app_user u set invited_until = clock_timestamp() + interval '7 days'
      where u.id = whose and (u.partner_id is null or exists (select 1 from partner p where p.id = u.partner_id and p.state = 'Active'));
      return true;
    end $$;
    create function app.invite_people() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$ begin
      update app_user set invited_until = now() + interval '7 days' where partner_id = new.id and active and joined_at is null;
      return null;
    end $$;
    create trigger partner_activated after update of state on partner for each row when (old.state = 'Onboarding' and new.state = 'Active') execute function app.invite_people();

    create function app.revoke_invitation(whose uuid) returns boolean language plpgsql security definer set search_path = public, app, pg_temp as $$ begin
      if not app.may_manage(whose) then return false; end if;
      update app_user set invited_until = null where id = whose and joined_at is null and invited_until is not null;
      return found;
    end $$;

    -- whether the last invitation could not be delivered, for who may send another
    create function app.undelivered(whose uuid) returns boolean language sql stable security definer set search_path = public, app, pg_temp as $$
      select coalesce((select m.state = 'failed' from mail m where m.user_id = whose and m.kind = 'invitation' and app.may_manage(whose) order by m.created_at desc limit 1), false) $$;

    -- who has a password or a session has come in
    create function app.person_joined() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$ begin
      update app_user set joined_at = now(), invited_until = null where id = new.user_id and joined_at is null;
      return null;
    end $$;
    create trigger credential_joined after insert on credential for each row execute function app.person_joined();
    create trigger session_joined after insert on session for each row execute function app.person_joined();

    drop function app.set_first_password(uuid, text);
    `)
    this.addSql(`
    -- nobody shuts themselves out, and somebody can always let the others in
    create function app.keep_administrators() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
    declare kept text := case old.audience when 'crm' then 'administrator' when 'partner' then 'partner_administrator' end;
    begin
      if tg_op = 'UPDATE' and old.id = app.user_id() and (old.active and not new.active or kept = any (old.roles) and kept <> all (new.roles)) then
        raise exception 'nobody shuts themselves out' using errcode = 'GX001';
      end if;
      if old.active and old.joined_at is not null and kept = any (old.roles) and (tg_op = 'DELETE' or not new.active or kept <> all (new.roles)) then
        -- of two who remove each other, the second waits here and then sees what the first did
        perform pg_advisory_xact_lock(hashtextextended('administrators ' || coalesce(old.partner_id::text, ''), 0));
        if not exists (select 1 from app_user where id <> old.id and audience = old.audience and partner_id is not distinct from old.partner_id and active and joined_at is not null and kept = any (roles))
          and (old.partner_id is null or exists (select 1 from partner where id = old.partner_id and state <> 'Terminated')) then
          raise exception 'the last administrator stays' using errcode = 'GX002';
        end if;
      end if;
      return case tg_op when 'DELETE' then old else new end;
    end $$;
    create trigger app_user_administrators before update of active, roles or delete on app_user for each row execute function app.keep_administrators();

    -- tells the servers whose access has ended, so that what they hold open for them is closed
    create function app.notify_ended() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$ begin
      if tg_table_name = 'app_user' then
        delete from session where user_id = new.id;
        delete from password_link where user_id = new.id;
        update app_user set invited_until = null where id = new.id and invited_until is not null;
      end if;
      perform pg_notify('guanxi_ended', json_build_object('kind', tg_table_name, 'id', case tg_op when 'DELETE' then old.id else new.id end)::text);
      return null;
    end $$;
    -- a link that went to an address leads nowhere once the address is no longer theirs
    create function app.drop_links() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$ begin
      delete from password_link where user_id = new.id;
      return null;
    end $$;
    create trigger app_user_moved after update of email on app_user for each row when (old.email is distinct from new.email) execute function app.drop_links();
    create trigger app_user_ended after update of active on app_user for each row when (old.active and not new.active) execute function app.notify_ended();
    create trigger session_ended after delete on session for each row execute function app.notify_ended();
    create trigger api_key_ended after update of revoked_at on api_key for each row when (old.revoked_at is null and new.revoked_at is not null) execute function app.notify_ended();
    create trigger partner_ended after update of state on partner for each row when (old.state = 'Active' and new.state <> 'Active') execute function app.notify_ended();
    `)
  }
}
