import { MaxLength, ValidateBy, validate, type ValidationError } from 'class-validator'
import { Field, InputType, Int, ObjectType } from 'type-graphql'
import { everyone } from './audience.ts'
import { type ErrorCode, UserError, UserErrors } from './errors.ts'

@everyone @ObjectType('UserError', { description: 'Why a change was refused; nothing of it was done.' })
export class UserErrorType {
  @Field(() => String, { description: 'From the closed list of codes.' }) code!: string
  @Field(() => String, { description: "A sentence in the viewer's language that says what to do." }) message!: string
  @Field(() => [String], { description: 'The input field at fault, outermost first; empty when it is none in particular.' }) path!: string[]
  @Field(() => Int, { nullable: true, description: 'With RATE_LIMITED: seconds until it is worth trying again.' }) retryAfter?: number
  @Field(() => String, { nullable: true, description: 'With PRICE_CHANGED: the total of now, to be sent as the one that is expected.' }) now?: string
}

/** A text in which there is something to read. */
export const NotBlank = (): PropertyDecorator => ValidateBy({ name: 'notBlank', validator: { validate: (value) => typeof value !== 'string' || /[^\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/.test(value), defaultMessage: () => 'blank' } })

/** What every mutation takes. */
@everyone @InputType({ description: 'A change that may be sent again without happening twice.' })
export class CommandInput {
  @Field(() => String, { description: 'Made by the client, one per intention; the same id gives the same answer.' })
  @NotBlank() @MaxLength(64) clientMutationId!: string
}

const codes: Record<string, ErrorCode> = {
  maxLength: 'TOO_LONG', isNotEmpty: 'REQUIRED', minLength: 'REQUIRED', arrayNotEmpty: 'REQUIRED', notBlank: 'REQUIRED', arrayMaxSize: 'TOO_MANY_LINES',
  min: 'OUT_OF_RANGE', max: 'OUT_OF_RANGE', isPositive: 'QUANTITY',
}

const flatten = (faults: ValidationError[], path: string[] = []): UserError[] => faults.flatMap((fault) => {
  const here = [...path, fault.property]
  return [
    ...Object.keys(fault.constraints ?? {}).slice(0, 1).map((rule) => new UserError(codes[rule] ?? 'BAD_USER_INPUT', here, limits(fault, rule))),
    ...flatten(fault.children ?? [], here),
  ]
})

const limits = (fault: ValidationError, rule: string): Record<string, unknown> => {
  const context = fault.contexts?.[rule] as Record<string, unknown> | undefined
  const number = /-?\d+/.exec(fault.constraints![rule]!)?.[0]
  return { [rule === 'min' ? 'min' : 'max']: number, ...context }
}

/** Texts with a NUL, which PostgreSQL has no way to store. */
const unstorable = (value: unknown, path: string[] = []): UserError[] =>
  typeof value === 'string' ? (value.includes('\0') ? [new UserError('BAD_USER_INPUT', path)] : [])
    : value && typeof value === 'object' ? Object.entries(value).flatMap(([key, one]) => unstorable(one, [...path, key])) : []

/** Checks an input against its class; throws every fault at once, each with the path of its field. */
// what GraphQL lets be missing may be missing
export async function checkInput(input: object): Promise<void> {
  const errors = [...unstorable(input), ...flatten(await validate(input, { forbidUnknownValues: false, skipMissingProperties: true }))]
  if (errors.length) throw new UserErrors(errors)
}
