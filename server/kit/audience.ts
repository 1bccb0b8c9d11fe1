import { Extensions } from 'type-graphql'
import { audiences } from './read/registry.ts'

/** Marks a type of the API's grammar – pages, payloads, inputs – whose fields every audience sees that can reach it. */
export const everyone = (target: any): any => { Extensions({ audiences })(target); return target }

/** Marks a verb that is for staff, although dealers hold a permission of its name. */
export const staffOnly: MethodDecorator = Extensions({ audiences: ['crm'] }) as any
