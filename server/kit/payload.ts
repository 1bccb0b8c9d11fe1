import type { EntityClass } from '@mikro-orm/core'
import { Field, ObjectType } from 'type-graphql'
import { everyone } from './audience.ts'
import { UserErrorType } from './input.ts'

type Class = new () => any
interface Part { type: () => any; description?: string }

/** The answer type of a mutation: the records it changed, or the errors that kept it from doing so. */
export function payload(name: string, records: Record<string, EntityClass<any>>, parts: Record<string, Part> = {}): Class {
  const Payload = ({ [name]: class {} })[name] as Class
  const field = (key: string, type: () => any, options: object) => Field(type, options)(Payload.prototype as object, key)
  field('clientMutationId', () => String, { nullable: true })
  field('errors', () => [UserErrorType], {})
  for (const [key, entity] of Object.entries(records)) field(key, () => entity, { nullable: true })
  for (const [key, { type, ...options }] of Object.entries(parts)) field(key, type, { nullable: true, ...options })
  ObjectType(name)(Payload)
  return everyone(Payload) as Class
}
