import type { Definition } from '../../configurator/definition.ts'
import { attributes, groups, options } from './options.ts'
import { parts, rules } from './rules.ts'

/** A vertical machining centre that is built to order. */
export const machiningCentre: Definition = { groups, attributes, options, rules, parts, assemblyDays: 12 }
