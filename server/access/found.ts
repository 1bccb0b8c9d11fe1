import type { TablePolicy } from './policies.ts'

/** How the rows of a table are found by words: in its own column `search`, and by what those rows are called that it points to. */
export interface Searched {
  /** The column that points there, the table there, and an expression of its indexed text. */
  named?: readonly { column: string; table: string; text: string }[]
}

/** More rows than this are not found but passed by: a list of them is walked in its own order until a page is full. */
const mostFound = 5_000
/** A word that so many names hold leads nowhere. */
const mostNamed = 1_000

const literal = (sql: string) => `'${sql.replaceAll("'", "''")}'`

/**
 * Row policies keep PostgreSQL from looking a word up in an index, because a comparison might tell of hidden rows. So candidates are
 * looked up by a function with its owner's rights, which asks of every row what the asker's policy asks; the list that asked then
 * reads them under the policies themselves. Null stands for more than a look-up is worth – or, with `cut`, the first of them are enough.
 */
export function foundStatements({ table, search, staff, partner }: TablePolicy, policyOf: (table: string) => TablePolicy | undefined): string[] {
  if (!search) return []
  const named = search.named ?? []
  const body = (side: 'staff' | 'partner', own: string): string => {
    // the words are patterns; planned with them, so that the rarest leads
    const looked = named.map(({ table: other, text }, index) => {
      const seen = policyOf(other)?.[side]?.read ?? 'false'
      return `execute format(${literal(`select array(select id from ${other} where ${text.replaceAll('%', '%%')} like %L and (${String(seen).replaceAll('%', '%%')}) limit ${mostNamed + 1})`)}, word) into named_${index};`
    })
    if (!named.length) {
      return `execute ${literal(`select array(select id from ${table} where (${own}) `)} || (select string_agg(format('and search like %L ', one), '') from unnest(words) one) || 'limit ${mostFound + 1})' into ids;`
    }
    const ways = [`search like %L`, ...named.map(({ column }, index) => `${column} = any ($${index + 1})`)].join(' or ')
    const wide = named.map((_, index) => `cardinality(named_${index}) > ${mostNamed}`).join(' or ')
    return `foreach word in array words loop
        ${looked.join('\n        ')}
        if not cut and (${wide}) then continue; end if;
        execute format(${literal(`select array(select id from ${table} where (${ways}) and (${own.replaceAll('%', '%%')}) limit ${mostFound + 1})`)}, word) into ids using ${named.map((_, index) => `named_${index}`).join(', ')};
        exit when cardinality(ids) <= ${mostFound};
      end loop;`
  }
  return [`create or replace function app.found_${table}(words text[], cut boolean) returns uuid[] language plpgsql stable security definer set search_path = public, app, pg_temp as $found$
    declare ids uuid[]; word text; ${named.map((_, index) => `named_${index} uuid[];`).join(' ')}
    begin
      if session_user = 'guanxi_partner' then ${partner ? body('partner', String(partner.read)) : 'null;'}
      elsif session_user = 'guanxi_staff' then ${staff ? body('staff', String(staff.read)) : 'null;'}
      end if;
      return case when cut or cardinality(ids) <= ${mostFound} then ids end;
    end $found$`]
}
