import type { Audience, PlanViewer, Reach } from '../kit/read/registry.ts'
import { permissions, type Scope, scopeOf } from './matrix.ts'
import { reachOf } from './reach.ts'

/** Through what a change came in. */
export type Channel = 'crm' | 'portal' | 'api' | 'job' | 'import' | 'link'

export interface ViewerData {
  id: string
  audience: Audience
  name: string
  email: string
  locale: string
  roles: string[]
  /** What the database says that they hold, as `app.scope` finds it there; without it the roles are looked up. */
  scopes?: string
  partnerId: string | null
  /** Me and everyone below me in the management tree. */
  teamIds: string[]
  /** My partner organisation and its sub-dealers. */
  orgIds: string[]
  channel: Channel
  /** Set when the request came with an API key: what it was cut down to. */
  keyPermissions: string[] | null
  /** The key it came with. */
  keyId?: string | null
  /** The administrator who looks at the product as this person, and may change nothing. */
  viewedBy?: string | null
}

/** An API key never reaches beyond what it lists. */
const cut = (scopes: string, listed: string[] | null): string => (listed && scopes ? scopes.replace(/([^,=]+)=[^,]*,/g, (one, permission: string) => (listed.includes(permission) ? one : '')) : scopes)

/** The signed-in person of one request, with all that the two walls ask about them. Never changed. */
export class Viewer implements PlanViewer {
  private readonly scopes = new Map<string, Scope | null>()
  private readonly reaches = new Map<string, Reach | null>()
  private readonly spoken = new Map<string, Viewer>()
  private set: Record<string, string> | undefined

  constructor(readonly data: ViewerData) {}

  get audience() { return this.data.audience }
  get userId() { return this.data.id }
  get partnerId() { return this.data.partnerId }
  get locale() { return this.data.locale }

  /** The same person, spoken to in the language that their screen shows. */
  in(locale: string): Viewer {
    if (locale === this.locale) return this
    if (!this.spoken.has(locale)) this.spoken.set(locale, new Viewer({ ...this.data, locale }))
    return this.spoken.get(locale)!
  }

  scope(permission: string): Scope | null {
    let scope = this.scopes.get(permission)
    if (scope === undefined) this.scopes.set(permission, scope = this.granted(permission))
    return scope
  }

  private granted(permission: string): Scope | null {
    if (this.data.keyPermissions && !this.data.keyPermissions.includes(permission)) return null
    return scopeOf(this.data.roles, permission)
  }

  reach(table: string): Reach | null {
    let reach = this.reaches.get(table)
    if (reach === undefined) this.reaches.set(table, reach = reachOf(this, table))
    return reach
  }

  can(permission: string): boolean {
    return this.scope(permission) !== null
  }

  get permissions(): string[] {
    return permissions.filter((permission) => this.can(permission))
  }

  /** Transaction-local settings that the row policies read. Set by the server on every transaction, never by a client. */
  get settings(): Record<string, string> {
    return (this.set ??= this.settingsOf())
  }

  private settingsOf(): Record<string, string> {
    const { id, partnerId, roles, scopes, teamIds, orgIds, channel, keyId, keyPermissions, viewedBy, locale } = this.data
    return {
      'app.user_id': id, 'app.partner_id': partnerId ?? '', 'app.roles': roles.join(','), 'app.scopes': cut(scopes ?? '', keyPermissions), 'app.locale': locale,
      'app.team_ids': `{${teamIds.join(',')}}`, 'app.org_ids': `{${orgIds.join(',')}}`, 'app.key_permissions': keyPermissions ? keyPermissions.join(',') || '-' : '',
      'app.channel': channel, 'app.key_id': keyId ?? '', 'app.viewed_by': viewedBy ?? '',
      // who looks on as somebody else changes nothing, whatever asks for it
      ...(viewedBy ? { transaction_read_only: 'on' } : {}),
    }
  }
}
