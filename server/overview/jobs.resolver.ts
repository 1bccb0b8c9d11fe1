import { Ctx, Field, ID, Int, ObjectType, Query, Resolver } from 'type-graphql'
import { Needs } from '../access/needs.ts'
import type { RequestContext } from '../context.ts'
import { DateTimeScalar } from '../kit/scalars.ts'

@ObjectType({ description: 'Work in the background.' })
class Job {
  @Field(() => ID) id!: string
  @Field(() => String) name!: string
  @Field(() => String, { description: 'waiting, running, retrying or dead.' }) state!: string
  @Field(() => Int) attempts!: number
  @Field(() => String, { nullable: true }) lastError!: string | null
  @Field(() => DateTimeScalar, { nullable: true }) runAt!: string | null
}

@Resolver()
export class JobsResolver {
  @Needs('job:read') @Query(() => [Job], { description: 'What waits, runs, is tried again or was given up.' })
  async jobs(@Ctx() { run }: RequestContext): Promise<Job[]> {
    return (await run('select * from app.jobs()', [])) as unknown as Job[]
  }
}
