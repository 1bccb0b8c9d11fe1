import { Field, ID, ObjectType } from 'type-graphql'
import { type Wall, walls } from '../access/explain.ts'
import { enumOf } from '../kit/enums.ts'
import { DateTimeScalar, JsonScalar } from '../kit/scalars.ts'

const WallEnum = enumOf('Wall', walls, 'In the order in which a request meets them: signing in, what exists for the audience, permissions, permissions of single fields, rows.')
const kinds = ['REQUIRED', 'REASON'] as const
const KindEnum = enumOf('AccessRuleKind', kinds, 'What is required must hold; of the reasons one is enough.')

@ObjectType({ description: 'One rule on the way to a record.' })
export class AccessRule {
  @Field(() => WallEnum) wall!: Wall
  @Field(() => String) name!: string
  @Field(() => KindEnum) kind!: (typeof kinds)[number]
  @Field(() => Boolean) granted!: boolean
  @Field(() => String) sentence!: string
  @Field(() => JsonScalar, { description: 'What it was decided by: permission, scope, roles, the person or partner on the record.' }) data!: Record<string, unknown>
}

@ObjectType({ description: 'Whether a person may see a record or a field of it.' })
export class AccessExplanation {
  @Field(() => Boolean) granted!: boolean
  @Field(() => String, { description: 'The answer and what decided it.' }) sentence!: string
  @Field(() => [AccessRule]) rules!: AccessRule[]
}

@ObjectType({ description: 'Somebody who may see a record.' })
export class PersonWhoSees {
  @Field(() => ID) id!: string
  @Field(() => String) name!: string
  @Field(() => String, { description: 'crm or partner.' }) audience!: string
  @Field(() => [String]) roles!: string[]
  @Field(() => String, { nullable: true, description: 'Whose person it is.' }) partner!: string | null
  @Field(() => [String], { description: 'The names of the rules that open it.' }) reasons!: string[]
  @Field(() => String) sentence!: string
}

@ObjectType()
export class PeopleWhoSee {
  @Field(() => [PersonWhoSees]) people!: PersonWhoSees[]
  @Field(() => ID, { nullable: true, description: 'Where to go on; null when everybody has been looked at.' }) after!: string | null
}

@ObjectType({ description: 'That a role holds a permission.' })
export class RoleGrant {
  @Field(() => String) role!: string
  @Field(() => String, { description: 'own, team, channel, org or all.' }) scope!: string
}

@ObjectType()
export class EffectiveRight {
  @Field(() => String) permission!: string
  @Field(() => String, { description: 'The widest that any role gives.' }) scope!: string
  @Field(() => [RoleGrant]) grants!: RoleGrant[]
}

@ObjectType({ description: 'An API key that works, and what it may still do.' })
export class KeyRights {
  @Field(() => ID) id!: string
  @Field(() => String) name!: string
  @Field(() => String) prefix!: string
  @Field(() => [String]) permissions!: string[]
  @Field(() => DateTimeScalar, { nullable: true }) expiresAt!: Date | null
}

@ObjectType({ description: 'What a person may do.' })
export class EffectiveRights {
  @Field(() => String) name!: string
  @Field(() => String) audience!: string
  @Field(() => [String]) roles!: string[]
  @Field(() => Boolean, { description: 'Whether they and their partner are active.' }) maySignIn!: boolean
  @Field(() => [EffectiveRight]) rights!: EffectiveRight[]
  @Field(() => [KeyRights]) keys!: KeyRights[]
}

@ObjectType()
export class MatrixRole {
  @Field(() => String) name!: string
  @Field(() => String) audience!: string
}
@ObjectType()
export class MatrixRow {
  @Field(() => String) permission!: string
  @Field(() => [RoleGrant]) grants!: RoleGrant[]
}
@ObjectType({ description: 'The permission matrix.' })
export class AccessMatrix {
  @Field(() => [MatrixRole]) roles!: MatrixRole[]
  @Field(() => [MatrixRow]) permissions!: MatrixRow[]
}
