import { Extensions } from 'type-graphql'

/** The permission that a root field asks for. Every root field names one; 'public', 'signed-in' and 'in-person' – not by a key, nor by whoever looks on – are for the doors themselves. */
export const Needs = (permission: string): MethodDecorator & PropertyDecorator => Extensions({ permission }) as any
