import { hash } from '@node-rs/argon2'
import { demoPassword } from '../cast.ts'
import type { World } from '../world.ts'

/** What the sign-in asks of every password: argon2id with 19 MiB. */
const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Everybody has the same password, and may as well share its hash. */
export async function addCredentials(world: World): Promise<void> {
  const passwordHash = await hash(demoPassword, options)
  for (const { id } of world.rows.of('app_user')) world.rows.add('credential', { user_id: id, password_hash: passwordHash })
}
