import { Migration } from '@mikro-orm/migrations'

/**
 * A viewer's scopes are looked up once, when they are identified, and travel with the other settings of their transactions: asking for one
 * is reading a text and not a table, and every policy of every table of every statement asks. These functions are inlined into the
 * policies. Where nobody said the scopes, the roles' are looked up.
 */
export class Migration040Scopes extends Migration {
  override up(): void {
    this.addSql(`
    create function app.scope_of_roles(wanted text) returns text language plpgsql stable as $$ begin
      return (select g.scope from permission_grant g
        where g.permission = wanted and g.role = any (string_to_array(app.setting('roles'), ','))
          and (app.setting('key_permissions') is null or wanted = any (string_to_array(app.setting('key_permissions'), ',')))
        order by array_position(array['all', 'team', 'channel', 'own', 'org'], g.scope) limit 1);
    end $$;
    -- ',order:read=own,quote:read=org,'
    create function app.scopes_of(held text[]) returns text language sql stable as $$
      select coalesce(',' || string_agg(permission || '=' || scope || ',', '' order by permission), ',') from (
        select distinct on (g.permission) g.permission, g.scope from permission_grant g where g.role = any (held) order by g.permission, array_position(array['all', 'team', 'channel', 'own', 'org'], g.scope)) widest $$;
    -- the widest scope in which the viewer holds a permission; null when it does not
    create or replace function app.scope(wanted text) returns text language sql stable as $$
      select coalesce(nullif(split_part(split_part(current_setting('app.scopes', true), ',' || wanted || '=', 2), ',', 1), ''),
        case when coalesce(current_setting('app.scopes', true), '') = '' then app.scope_of_roles(wanted) end) $$;
    create or replace function app.people(wanted text) returns uuid[] language sql stable as $$
      select case app.scope(wanted) when 'own' then array[app.user_id()] when 'team' then app.team_ids() else '{}' end $$;
    create or replace function app.org(wanted text) returns uuid[] language sql stable as $$
      select case app.scope(wanted) when 'org' then app.org_ids() when 'own' then array[app.partner_id()] else '{}' end $$;
    `)
  }
}
