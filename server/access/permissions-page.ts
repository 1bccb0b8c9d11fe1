import { partnerRoles, permissions, scopeOf, staffRoles } from './matrix.ts'
import { routes } from './routes.ts'

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
const spoken = (role: string) => role.replaceAll('_', ' ')

/** The matrix as people read it: schema/permissions.md. */
export function permissionsPage(): string {
  const columns = [...staffRoles, ...partnerRoles]
  return [
    '# Who may do what', '',
    'Printed from `server/access/matrix.ts`. Scopes: **own** (records that I own or whose partner I look after; a partner user\'s own records),',
    '**team** (those of everyone below me), **channel** (those of the partners that I manage), **org** (those of my partner organisation), **all**.',
    'What is decided on – special prices, quotes – is nobody\'s own: whoever holds `specialPrice:approve`, `reject` or `return` as **own** decides on what the approval rules ask of them.',
    'An API key has its creator\'s grants, cut down to the permissions that it lists.', '',
    row(['permission', ...columns.map(spoken)]), row(columns.map(() => '---').concat('---')),
    ...permissions.map((permission) => row([`\`${permission}\``, ...columns.map((role) => scopeOf([role], permission) ?? '–')])), '',
    '## Routes that are not GraphQL', '', row(['route', 'audience', 'permission']), row(['---', '---', '---']),
    ...routes.map((route) => row([`\`${route.path}\``, route.audience, `\`${route.permission}\``])), '',
  ].join('\n')
}
