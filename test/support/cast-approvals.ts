import { type Tables, idOf } from './cast.ts'

const at = '2026-01-06T08:00:00Z'
const staffId = (name: string) => idOf(`${name}@guanxi.example`)

/** A rule, one for a team, and who is away: the other team's manager, for whom the first one stands in, and absences that are over or ended. */
export function approvals(): Tables {
  const absence = (person: string, delegate: string, from_day: string, to_day: string, more = {}) =>
    ({ id: idOf(`absence ${person} ${delegate} ${from_day}`), person_id: staffId(person), delegate_id: staffId(delegate), from_day, to_day, reason: 'fair', grants: false, created_by_id: staffId(person), created_at: at, ...more })
  return {
    approval_rule: ['everybody', 'team'].map((name) => ({ id: idOf(`rule ${name}`), name, name_i18n: {}, measure: 'DISCOUNT', threshold: name === 'team' ? 5 : 10, currencies: [], discounted_only: false, team_id: name === 'team' ? staffId('manager') : null, active: true, created_at: at, updated_at: at, revision: 1 })),
    approval_rule_step: ['everybody', 'team'].map((name) => ({ id: idOf(`rule step ${name}`), rule_id: idOf(`rule ${name}`), position: 1, decider: 'MANAGER', level: 1 })),
    approval_delegation: [
      absence('manager2', 'manager', '2020-01-01', '2099-12-31'), absence('manager2', 'channel', '2020-01-01', '2020-02-01'), absence('manager', 'rep2', '2020-01-01', '2099-12-31', { ended_at: at }),
      absence('manager', 'rep2', '2020-03-01', '2099-12-31'),
    ],
  }
}
