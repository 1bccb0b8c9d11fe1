import type { GraphQLResolveInfo } from 'graphql'
import { Args, Ctx, Field, Int, Info, ObjectType, Query, Resolver } from 'type-graphql'
import { Needs } from '../access/needs.ts'
import type { RequestContext } from '../context.ts'
import { connectionOf, pageArgsOf } from '../kit/page.ts'
import type { PageArgs } from '../kit/read/connection.ts'
import { DateTimeScalar } from '../kit/scalars.ts'
import { AuditEntry } from './audit-entry.ts'

@ObjectType({ description: 'How far the trail is sealed. `guanxi audit verify` checks it.' })
class AuditSeal {
  @Field(() => Int) blocks!: number
  @Field(() => DateTimeScalar, { nullable: true, description: 'When the last block was sealed.' }) sealedAt!: string | null
  @Field(() => Int, { description: 'Entries that no block holds yet; the next few seconds take them.' }) unsealed!: number
}

@Resolver()
export class AuditResolver {
  @Needs('audit:read') @Query(() => connectionOf(AuditEntry), { description: 'Every change and every act, latest first.' })
  auditTrail(@Args(() => pageArgsOf(AuditEntry)) args: PageArgs, @Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.page(AuditEntry, args, info)
  }

  @Needs('audit:read') @Query(() => AuditSeal)
  async auditSeal(@Ctx() { run }: RequestContext): Promise<AuditSeal> {
    const [seal] = await run(`
      with last as materialized (select number, settled, sealed_at from audit_block order by number desc limit 1)
      select coalesce(l.number, 0)::int as blocks, l.sealed_at as "sealedAt", (select count(*)::int from audit_entry e
        where e.number > coalesce(l.settled, 0) and not exists (select 1 from audit_block b where upper(b.entries) > e.number and b.entries @> e.number)) as unsealed
      from (select 1) one left join last l on true`, [])
    return seal as unknown as AuditSeal
  }
}
