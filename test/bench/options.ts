import { parseArgs } from 'node:util'
import { type ContenderName, contenderNames } from './contenders.ts'
import { everyOperation } from './operations/index.ts'

export interface Options {
  /** 1 is a million orders. */
  scale: number
  /** Letters of operations; those that there are usually when left out. */
  only?: string[]
  contenders: ContenderName[]
  /** For which each contender is asked, per operation and concurrency. */
  seconds: number
  /** Files: where the results are written, and which earlier ones they are compared with. */
  json?: string
  compare?: string
  markdown: boolean
  /** The floor alone, beside itself on a copy without row policies. */
  withoutPolicies: boolean
  /** How long a viewer waits while another one asks for as much as they may. */
  fair: boolean
  /** What people wait for in the two apps, in Chromium. */
  browser: boolean
  /** Sizes at which the growth is shown. */
  curve?: number[]
  /** Prints each contender's statements instead of measuring. */
  showSql: boolean
  /** Folder for a profile of Guanxi's processor time. */
  profile?: string
  /** Where the company is kept, if not in .guanxi-bench: two runs at once need two. */
  folder?: string
}

/** A word on the command line that means nothing. */
export class Misread extends Error {}

const number = (name: string, text: string): number => {
  const value = Number(text)
  if (!(value > 0)) throw new Misread(`--${name} takes a number above 0, not "${text}".`)
  return value
}
function several<T extends string>(name: string, text: string, known: readonly T[]): T[] {
  const words = text.split(',').map((word) => word.trim()).filter(Boolean)
  for (const word of words) if (!known.includes(word as T)) throw new Misread(`--${name} takes some of ${known.join(', ')}, not "${word}".`)
  return words as T[]
}

export function readOptions(args: string[]): Options {
  const text = { type: 'string' } as const
  const { values } = parse(() => parseArgs({ args, options: { scale: text, only: text, contenders: text, seconds: text, json: text, compare: text, markdown: { type: 'boolean', default: false }, fair: { type: 'boolean', default: false }, browser: { type: 'boolean', default: false }, 'show-sql': { type: 'boolean', default: false }, policies: text, curve: text, profile: text, folder: text } }))
  if (values.policies !== undefined && values.policies !== 'off') throw new Misread('--policies takes only "off".')
  const { scale = '1', seconds = '6', only, contenders, json, compare, curve, profile, folder } = values
  const sizes = curve?.split(',').map((size) => number('curve', size))
  return {
    scale: number('scale', scale), seconds: number('seconds', seconds), markdown: values.markdown!, fair: values.fair!, browser: values.browser!, showSql: values['show-sql']!, withoutPolicies: values.policies === 'off',
    ...(only !== undefined && { only: several('only', only, everyOperation.map(({ key }) => key)) }),
    contenders: contenders === undefined ? [...contenderNames] : several('contenders', contenders, contenderNames),
    ...(json && { json }), ...(compare && { compare }), ...(sizes && { curve: sizes }), ...(profile && { profile }), ...(folder && { folder }),
  }
}

function parse<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw new Misread((error as Error).message)
  }
}
