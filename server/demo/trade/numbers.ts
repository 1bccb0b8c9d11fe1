import type { Random } from '../kit/random.ts'
import type { DemoPartner } from '../people/partner.ts'
import type { World } from '../world.ts'

type Kind = 'quote' | 'order' | 'account' | 'return' | 'contract' | 'special'
const letters: Record<Kind, string> = { quote: 'Q', order: 'O', account: 'A', return: 'R', contract: 'C', special: 'S' }

/** Document numbers as the server gives them: a sequence per partner; direct, one per year with random steps. */
export class Numbers {
  private readonly used = new Map<string, { scope: string; kind: Kind; partnerId: string | null; value: number }>()

  private readonly random: Random

  constructor(private readonly world: World) {
    this.random = world.random.fork()
  }

  next(kind: Kind, partner: DemoPartner | null, at: Date): string {
    const year = at.getUTCFullYear()
    const scope = partner?.id ?? `direct:${year}`
    const counter = this.used.get(scope + kind) ?? { scope, kind, partnerId: partner?.id ?? null, value: partner ? 0 : 10_000 }
    counter.value += partner ? 1 : this.random.int(1, 9)
    this.used.set(scope + kind, counter)
    return partner ? `${letters[kind]}-${partner.code}-${String(counter.value).padStart(4, '0')}` : `${letters[kind]}-${year % 100}-${counter.value}`
  }

  write(): void {
    for (const { scope, kind, partnerId, value } of this.used.values()) this.world.rows.add('document_counter', { scope, kind, partner_id: partnerId, value })
  }
}
