import type { World } from '../world.ts'
import { record } from '../trade/record.ts'
import type { Random } from '../kit/random.ts'
import type { DemoAccount } from './account.ts'
import { noteTexts } from './note-texts.ts'

/** Visits and calls of the last year, as the people who made them wrote them down. */
export function buildNotes(world: World): void {
  const { random } = world
  for (const account of world.accounts) {
    const count = account.status === 'INACTIVE' ? random.int(0, 1) : account.status === 'ACTIVE' ? random.int(1, 4) : random.int(1, 2)
    for (const text of random.some(noteTexts[account.country]!, count)) addNote(world, random.fork(), account, text)
  }
}

function addNote(world: World, random: Random, account: DemoAccount, text: string): void {
  const calendar = world.calendar.with(random)
  const { id, partner, owner, seller, contacts } = account
  const at = calendar.ago(random.int(2, account.status === 'INACTIVE' ? 600 : 340), account.country)
  if (at < account.createdAt) return
  const author = random.chance(0.15) ? world.member(random.pick(['service', 'product', 'desk'])) : owner
  const subject = { type: 'account', id, accountId: id, partnerId: partner?.id, ownerId: owner.id, sellerId: seller?.id }
  record(world, 'account.noted', at, author, subject, { text: text.replace('{contact}', random.pick(contacts).name) }, false)
}
