import { type About, type PersonalData, erased } from './personal.ts'

/** The sentence stays, the name in it goes. */
const nameless = { data: `jsonb_set(r.data, '{name}', '"—"', false)` }

/** A receipt's answer is read anew when it is asked for again. */
const forgotten = { answer: `jsonb_build_object('question', '', 'planned', '{}'::jsonb, 'plain', '{}'::jsonb, 'outcome', app.without_name(r.answer -> 'outcome', naming))` }
const answered: About = { rows: `r.answer::text like '%' || person || '%' or r.answer::text ~* naming`, erase: forgotten, copy: true }
/** Events of the accounts where somebody works may name them in any text. */
const nearby = `r.account_id in (select l.account_id from account_contact l where l.contact_id = person)`
const told = `(r.subject_id = person or r.data ->> 'contactId' = person::text)`

export const accessPersonal: PersonalData[] = [
  {
    table: 'event',
    contact: [{ rows: told, erase: nameless }, { rows: nearby, texts: ['data'] }],
    account: [{ rows: `r.subject_id = person`, erase: nameless }, { rows: `r.account_id = person`, texts: ['data'] }],
    user: [{ rows: `r.subject_id = person`, erase: nameless }, { rows: `r.actor_id = person`, erase: { actor_name: erased } }],
  },
  {
    table: 'mutation_receipt',
    contact: [answered], account: [answered], user: [{ rows: `r.user_id = person`, remove: 'true', copy: true }, answered],
  },
  { table: 'credential', user: [{ rows: 'r.user_id = person', remove: 'true', secret: ['password_hash'] }] },
  { table: 'session', user: [{ rows: 'r.user_id = person', remove: 'true', secret: ['token_hash'] }] },
  { table: 'api_key', user: [{ rows: 'r.user_id = person', erase: { name: erased, revoked_at: 'coalesce(r.revoked_at, now())' } }] },
  { table: 'api_key_secret', user: [{ rows: 'r.api_key_id in (select k.id from api_key k where k.user_id = person)', remove: 'true', copy: true }] },
]
