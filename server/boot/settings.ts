import path from 'node:path'
import ipaddr from 'ipaddr.js'
import { z } from 'zod'
import { keptSecret } from './kept-secret.ts'
import { SetupError } from './setup-error.ts'

const wholeNumber = (least: number, most: number) =>
  z.string().regex(/^\d+$/, 'must be a whole number').transform(Number).pipe(z.number().min(least, `must be at least ${least}`).max(most, `must be at most ${most}`))
const oneOf = <T extends string>(...values: T[]) => z.enum(values, `must be one of: ${values.join(', ')}`)
const isTimeZone = (name: string) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
const listed = (text: string): string[] => text.split(',').map((part) => part.trim()).filter(Boolean)
/** Unencrypted only on this computer: what goes to a provider signs people in. */
const isProvider = (text: string) => URL.canParse(text) && (new URL(text).protocol === 'https:' || /^http:\/\/(localhost|127\.0\.0\.1)[:/]/.test(`${text}/`))
const isUrl = (...protocols: string[]) => (text: string) => URL.canParse(text) && protocols.includes(new URL(text).protocol)

/** Every environment variable: its rule, its default as people read it, and what it means. The README's table is checked against this. */
export const settingsTable = [
  {
    name: 'DATABASE_URL',
    fallback: 'embedded PostgreSQL 18',
    meaning: 'PostgreSQL 15 or later to use instead of the embedded one, as postgres://user:password@host:port/database; the user must be allowed to create roles',
    rule: z.string().refine(isUrl('postgres:', 'postgresql:'), 'must look like postgres://user:password@host:port/database').optional(),
  },
  { name: 'PORT', fallback: '4000', meaning: 'Port of the web server', rule: wholeNumber(0, 65535).default(4000) },
  { name: 'HOST', fallback: '127.0.0.1', meaning: 'Address to listen on; 0.0.0.0 for every network', rule: z.string().default('127.0.0.1') },
  {
    name: 'GUANXI_SECRET',
    fallback: 'generated, kept in GUANXI_DATA',
    meaning: 'At least 32 characters from which keys and database passwords are derived; the same on every server of one database',
    rule: z.string().min(32, 'must have at least 32 characters').optional(),
  },
  { name: 'GUANXI_DATA', fallback: '.guanxi', meaning: 'Folder of the embedded database, the generated secret and uploaded files', rule: z.string().default('.guanxi') },
  {
    name: 'GUANXI_SEED',
    fallback: 'demo when embedded, none with DATABASE_URL',
    meaning: 'What an empty database is filled with: demo or none',
    rule: oneOf('demo', 'none').optional(),
  },
  {
    name: 'LOG_LEVEL',
    fallback: 'info',
    meaning: 'fatal, error, warn, info, debug, trace or silent',
    rule: oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent').default('info'),
  },
  {
    name: 'GUANXI_DOCUMENTS',
    fallback: 'any',
    meaning: "any, or persisted: people's browsers may send only the operations that were built with the apps; API keys may send any within the limits",
    rule: oneOf('any', 'persisted').default('any'),
  },
  { name: 'GUANXI_SLOW_MS', fallback: '500', meaning: 'Milliseconds from which on a statement of the database is logged as slow, with the operation that asked it and without its values', rule: wholeNumber(1, 60_000).default(500) },
  { name: 'POOL_SIZE', fallback: '10', meaning: 'Most database connections for each kind of user (staff, partner, …)', rule: wholeNumber(1, 1000).default(10) },
  {
    name: 'PUBLIC_URL',
    fallback: 'http://localhost:PORT',
    meaning: 'Address at which people reach the portal; used for cookies and links',
    rule: z.string().refine(isUrl('http:', 'https:'), 'must look like https://crm.example.com').optional(),
  },
  {
    name: 'SMTP_URL',
    fallback: 'none',
    meaning: 'Mail server, as smtp://user:password@host:port or smtps://…; without one, mail of a server on this computer is shown at /mailbox',
    rule: z.string().refine(isUrl('smtp:', 'smtps:'), 'must look like smtp://user:password@host:port').optional(),
  },
  { name: 'MAIL_FROM', fallback: 'Guanxi <guanxi@localhost>', meaning: 'Sender of all mail', rule: z.string().regex(/^[^\r\n<>]*<[^\s@<>]+@[^\s@<>]+>$|^[^\s@<>]+@[^\s@<>]+$/, 'must look like Guanxi <crm@example.com>').default('Guanxi <guanxi@localhost>') },
  {
    name: 'TRUSTED_PROXIES',
    fallback: 'none',
    meaning: 'Addresses or networks of your reverse proxies, such as 10.0.0.0/8,192.0.2.7; only what they say in X-Forwarded-For counts as the address of a visitor',
    rule: z.string().refine((text) => listed(text).every((part) => ipaddr.isValid(part) || ipaddr.isValidCIDR(part)), 'must be addresses or networks, such as 10.0.0.0/8,192.0.2.7').default(''),
  },
  {
    name: 'OIDC_ISSUER',
    fallback: 'none',
    meaning: 'Address of your OpenID Connect provider; people whom it knows by a verified email address can sign in with it. Callbacks: PUBLIC_URL/crm/sign-in/oidc/callback and PUBLIC_URL/partner/sign-in/oidc/callback',
    rule: z.string().refine(isProvider, 'must look like https://login.example.com').optional(),
  },
  { name: 'OIDC_CLIENT_ID', fallback: 'none', meaning: 'What the provider calls this server', rule: z.string().optional() },
  { name: 'OIDC_CLIENT_SECRET', fallback: 'none', meaning: 'The secret that the provider gave this server', rule: z.string().optional() },
  {
    name: 'COMPANY_TIME_ZONE',
    fallback: 'Asia/Taipei',
    meaning: "IANA time zone of the selling company: where a validity date's day begins and ends",
    rule: z.string().refine(isTimeZone, 'must be an IANA time zone such as Asia/Taipei').default('Asia/Taipei'),
  },
  {
    name: 'METRICS_TOKEN',
    fallback: 'none: only this computer, while HOST and PUBLIC_URL are its own',
    meaning: 'At least 16 characters that Prometheus shows as a bearer token to read /metrics',
    rule: z.string().min(16, 'must have at least 16 characters').optional(),
  },
  {
    name: 'GUANXI_WEBHOOK_ALLOW_PRIVATE',
    fallback: 'no',
    meaning: 'yes: webhooks may also be sent to private addresses, and unencrypted, as on an intranet; link-local addresses stay out of reach',
    rule: oneOf('yes', 'no').default('no'),
  },
  { name: 'NODE_ENV', fallback: 'production', meaning: 'production, development or test', rule: oneOf('production', 'development', 'test').default('production') },
] as const

type Given = { [Row in (typeof settingsTable)[number] as Row['name']]: z.infer<Row['rule']> }

export interface Settings {
  /** Undefined means the embedded PostgreSQL. */
  databaseUrl: string | undefined
  port: number
  host: string
  secret: string
  /** Absolute. */
  dataFolder: string
  seed: 'demo' | 'none'
  logLevel: Given['LOG_LEVEL']
  documents: Given['GUANXI_DOCUMENTS']
  poolSize: number
  /** Milliseconds from which on a statement is slow; 500 when left out. */
  slowMs?: number
  publicUrl: string
  /** Undefined: nothing leaves this computer. */
  smtpUrl: string | undefined
  mailFrom: string
  trustedProxies: string[]
  oidc?: { issuer: string; clientId: string; clientSecret: string } | undefined
  companyTimeZone: string
  metricsToken?: string
  webhookAllowPrivate?: boolean
  environment: Given['NODE_ENV']
}

/** Reads and checks the environment; throws one SetupError that names every variable that is wrong. */
export function readSettings(environment: NodeJS.ProcessEnv = process.env): Settings {
  const read: Record<string, unknown> = {}
  const problems: string[] = []
  for (const { name, rule } of settingsTable) {
    // an empty variable is what compose files and CI write for "not set"
    const result = rule.safeParse(environment[name] === '' ? undefined : environment[name])
    if (result.success) read[name] = result.data
    else problems.push(`${name} ${result.error.issues[0]?.message}.`)
  }
  const oidc = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET']
  if (oidc.some((name) => read[name]) && !oidc.every((name) => read[name] || problems.some((problem) => problem.startsWith(name)))) problems.push('OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET belong together: set all three.')
  if (problems.length > 0) throw new SetupError(problems.join('\n'))

  const given = read as Given
  const dataFolder = path.resolve(given.GUANXI_DATA)
  return {
    databaseUrl: given.DATABASE_URL,
    port: given.PORT,
    host: given.HOST,
    secret: given.GUANXI_SECRET ?? keptSecret(path.join(dataFolder, 'secret')),
    dataFolder,
    seed: given.GUANXI_SEED ?? (given.DATABASE_URL ? 'none' : 'demo'),
    logLevel: given.LOG_LEVEL,
    documents: given.GUANXI_DOCUMENTS,
    poolSize: given.POOL_SIZE,
    slowMs: given.GUANXI_SLOW_MS,
    publicUrl: given.PUBLIC_URL ?? `http://localhost:${given.PORT}`,
    smtpUrl: given.SMTP_URL,
    mailFrom: given.MAIL_FROM,
    trustedProxies: listed(given.TRUSTED_PROXIES),
    oidc: given.OIDC_ISSUER ? { issuer: given.OIDC_ISSUER, clientId: given.OIDC_CLIENT_ID!, clientSecret: given.OIDC_CLIENT_SECRET! } : undefined,
    companyTimeZone: given.COMPANY_TIME_ZONE,
    metricsToken: given.METRICS_TOKEN,
    webhookAllowPrivate: given.GUANXI_WEBHOOK_ALLOW_PRIVATE === 'yes',
    environment: given.NODE_ENV,
  }
}
