import type pg from 'pg'
import * as oidc from 'openid-client'
import { identifyUser } from '../access/identify.ts'
import type { Viewer } from '../access/viewer.ts'
import type { Settings } from '../boot/settings.ts'
import type { Audience } from '../kit/read/registry.ts'

/** What the browser keeps, sealed, while its person is at the provider. */
export interface Away { state: string; nonce: string; verifier: string; to: string; until: number }
/** Who the provider says has signed in. */
export interface Claimed { issuer: string; subject: string; email: string | null }

/** Milliseconds after which a provider that could not be asked is asked again. */
const discoveryPause = 3_000

/** Signing in with an OpenID Connect provider: authorization code with PKCE, state and nonce. */
export class SingleSignOn {
  private found: Promise<oidc.Configuration> | undefined

  constructor(private readonly provider: NonNullable<Settings['oidc']>, private readonly publicUrl: string) {}

  /** Where the provider sends people back to. */
  callback(audience: Audience): URL {
    return new URL(`/${audience}/sign-in/oidc/callback`, this.publicUrl)
  }

  /** The provider's page to go to, and what to keep until the return. */
  async begin(audience: Audience, to: string, until: number): Promise<{ url: URL; away: Away }> {
    const away: Away = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier(), to, until }
    const url = oidc.buildAuthorizationUrl(await this.configuration(), {
      redirect_uri: this.callback(audience).href, scope: 'openid email', state: away.state, nonce: away.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(away.verifier), code_challenge_method: 'S256',
    })
    return { url, away }
  }

  /** What the provider answered, checked against what was asked. Throws when anything about it is not right. */
  async complete(audience: Audience, query: URLSearchParams, { state, nonce, verifier }: Away): Promise<Claimed> {
    const configuration = await this.configuration(), returned = this.callback(audience)
    returned.search = query.toString()
    const tokens = await oidc.authorizationCodeGrant(configuration, returned, { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true })
    const signed = tokens.claims()!
    // many providers tell the address only when they are asked for it
    const claims = 'email' in signed || !configuration.serverMetadata().userinfo_endpoint ? signed : { ...await oidc.fetchUserInfo(configuration, tokens.access_token, signed.sub), iss: signed.iss }
    return { issuer: claims.iss, subject: claims.sub, email: claims.email_verified === true && typeof claims.email === 'string' ? claims.email.trim().toLowerCase() : null }
  }

  // asked when first needed: a provider that is down must not keep the server from starting. All who come meanwhile wait for one
  // answer, and nobody asks again right after a failure
  private configuration(): Promise<oidc.Configuration> {
    const { issuer, clientId, clientSecret } = this.provider, server = new URL(issuer)
    // settings allow http for this computer alone
    return this.found ??= oidc.discovery(server, clientId, clientSecret, undefined, { timeout: 10, execute: server.protocol === 'http:' ? [oidc.allowInsecureRequests] : [] })
      .catch((error: unknown) => { setTimeout(() => { this.found = undefined }, discoveryPause).unref(); throw error })
  }
}

/**
 * The active person of an audience whom a provider means: who is linked with it already, whatever their address is by now, or,
 * the first time, who has the address that the provider has verified. Nobody is ever made by signing in.
 */
export async function personOf(system: pg.Pool, audience: Audience, { issuer, subject, email }: Claimed): Promise<Viewer | null> {
  const { rows: [linked] } = await system.query('select user_id as id from user_identity where issuer = $1 and subject = $2', [issuer, subject])
  // whoever is linked already stays linked: an address that was given to somebody else does not bring their account along
  const { rows: [known] } = linked ? { rows: [linked] } : await system.query(
    `select u.id from app_user u where lower(u.email) = $1 and u.audience = $2 and not exists (select 1 from user_identity i where i.user_id = u.id and i.issuer = $3)`, [email, audience, issuer])
  const viewer = known ? await identifyUser(system, known.id as string) : null
  if (viewer?.audience !== audience) return null
  if (!linked) await system.query('insert into user_identity (issuer, subject, user_id) values ($1, $2, $3) on conflict do nothing', [issuer, subject, viewer.userId])
  return viewer
}
