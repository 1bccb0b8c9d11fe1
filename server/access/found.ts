import type { TablePolicy } from './policies.ts'

/** How the rows of a table are found by words: in its own column `search`, and by what those rows are called that it points to. */
export interface Searched {
  /** The column that points there, the table there, and an expression of its indexed text. */
  named?: readonly { column: string; table: string; text: string }[]
}

/** More rows than this are not found but passed by: a list of them is walked in its own order until a page is full. */
const mostFound = 5_000
/** A word that so many names hold is no help. */
const mostNamed = 20_000
/** So many words of a text lead to rows; the list that asked holds what was found against all of them. */
const leading = 3

/** A pattern that ends in the middle of a sign fails, but only for a row that it fits up to there: what is hidden must not be told so. */
const whole = `replace(one, '\\\\', '') not like '%\\\\'`

const literal = (sql: string) => `'${sql.replaceAll("'", "''")}'`
/** For `format`, which makes literals of the words: planned with them, the rarest leads. */
const formatted = (sql: string) => literal(sql.replaceAll('%', '%%').replaceAll('«word»', '%L'))

/** The words that the planner takes for rare, the rarest first; one that is rare enough by itself needs no help. */
const ranking = ({ table, text }: { table: string; text: string }): string => `
      foreach word in array leads loop
        execute format(${formatted(`explain (format json) select 1 from ${table} where ${text} like «word»`)}, word) into planned;
        rows := (planned -> 0 -> 'Plan' ->> 'Plan Rows')::float;
        if rows < rarest then rarest := rows; ranked := array[word] || ranked; elsif rows <= ${mostNamed} then ranked := ranked || word; end if;
      end loop;
      leads := case when rarest > ${mostNamed} and not cut then '{}' when rarest <= ${mostNamed / 40} then ranked[1:1] else ranked end;`

/**
 * Row policies keep PostgreSQL from looking a word up in an index, because a comparison might tell of hidden rows. So candidates are
 * looked up by a function with its owner's rights, which asks of every row what the asker's policy asks; the list that asked then
 * reads them under the policies themselves. Null stands for more than a look-up is worth – or, with `cut`, the first of them are enough.
 */
export function foundStatements({ table, search, staff, partner }: TablePolicy, policyOf: (table: string) => TablePolicy | undefined): string[] {
  if (!search) return []
  const named = search.named ?? [], slots = Array.from({ length: leading }, (_, slot) => slot)
  const array = (slot: number, index: number) => `of_${slot}_${index}`
  const body = (side: 'staff' | 'partner', own: string): string => {
    const steps = slots.map((slot) => {
      const looked = named.map(({ table: other, text }, index) =>
        `execute format(${formatted(`select array(select id from ${other} where ${text} like «word» and (${policyOf(other)?.[side]?.read ?? 'false'}) limit ${mostNamed + 1})`)}, word) into ${array(slot, index)};`)
      const wide = named.map((_, index) => `cardinality(${array(slot, index)}) > ${mostNamed}`).join(' or ')
      const ways = [`search like «word»`, ...named.map(({ column }, index) => `${column} = any ($${slot * named.length + index + 1})`)].join(' or ')
      const add = `demands := demands || format(${formatted(` and (${ways})`)}, word);`
      return `word := leads[${slot + 1}];
        if word is not null then ${looked.join(' ')} ${wide ? `if ${wide} then null; else ${add} end if;` : add} end if;`
    })
    const given = named.length ? ` using ${slots.flatMap((slot) => named.map((_, index) => array(slot, index))).join(', ')}` : ''
    return `${steps.join('\n        ')}
        if demands <> '' then execute ${literal(`select array(select id from ${table} where (${own})`)} || demands || ' limit ${mostFound + 1})' into ids${given}; end if;`
  }
  return [`create or replace function app.found_${table}(words text[], cut boolean) returns uuid[] language plpgsql security definer set search_path = public, app, pg_temp as $found$
    declare
      ids uuid[]; word text; demands text := ''; ${slots.flatMap((slot) => named.map((_, index) => `${array(slot, index)} uuid[];`)).join(' ')}
      leads text[] := array(select one from unnest(words) one where ${whole} order by char_length(one) desc); ranked text[] := '{}'; planned json; rows float; rarest float := 'infinity';
    begin
      ${named[0] ? ranking(named[0]) : ''}
      if session_user = 'guanxi_partner' then ${partner ? body('partner', String(partner.read)) : 'null;'}
      elsif session_user = 'guanxi_staff' then ${staff ? body('staff', String(staff.read)) : 'null;'}
      end if;
      return case when cut or cardinality(ids) <= ${mostFound} then ids end;
    end $found$`]
}
