import { type PersonalData, erased } from '../access/personal.ts'

/** What somebody signs in with and was sent goes with them; hashes and sealed secrets are told to nobody. */
const belonging = (table: string, ...secret: string[]): PersonalData => ({ table, user: [{ rows: 'r.user_id = person', remove: 'true', secret }] })

export const peoplePersonal: PersonalData[] = [
  {
    table: 'app_user',
    // somebody may be a contact and sign in, too
    contact: [{ rows: 'lower(r.email) = (select lower(c.email) from contact c where c.id = person)' }],
    user: [{
      rows: 'r.id = person',
      erase: { name: erased, email: `r.id || '@erased.invalid'`, title: 'null', phone: 'null', active: 'false', last_seen_at: 'null', erased_at: 'now()' },
    }],
  },
  belonging('mail'), belonging('password_link', 'token_hash'), belonging('second_factor', 'secret'), belonging('recovery_code', 'code_hash'), belonging('sign_in_challenge', 'token_hash'),
  belonging('known_device', 'token_hash'), belonging('user_identity'), belonging('view_as', 'token_hash'),
]
