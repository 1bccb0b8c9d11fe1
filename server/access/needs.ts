import { Extensions } from 'type-graphql'

/** The permission that a root field asks for. Every root field names one; 'public' and 'signed-in' are for the doors themselves. */
export const Needs = (permission: string): MethodDecorator & PropertyDecorator => Extensions({ permission }) as any
