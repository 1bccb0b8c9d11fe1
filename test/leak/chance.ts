import { type GraphQLNamedType, type GraphQLObjectType, getNamedType, isEnumType, isInputObjectType, isLeafType, isRequiredArgument } from 'graphql'
import type { Question } from './systematic.ts'
import type { Whose } from './values.ts'
import { type AnyField, type Writer, fieldsOf, isConnection, targetOf } from './writer.ts'

const deepest = 6, mostFields = 40
const whose: Whose[] = ['own', 'own', 'own', 'foreign', 'absent']

/** Documents by chance: any fields, any arguments, fragments, aliases and directives, within what the server lets anybody ask. */
export class Chance {
  private fields = 0
  private aliases = 0
  private fragments: string[] = []

  /** Cursors that came in answers, whoever's. */
  constructor(private readonly writer: Writer, private readonly cursors: string[]) {}

  next(): Question {
    this.fields = 0
    this.aliases = 0
    this.fragments = []
    const text = this.level(this.writer.schema.getQueryType()!, 1, 1)
    return { text: `query ($yes: Boolean = true, $no: Boolean = false) { __typename @include(if: $yes) left: __typename @include(if: $no) ...Q }\nfragment Q on Query ${text}\n${this.fragments.join('\n')}`, excessive: true }
  }

  private level(type: GraphQLNamedType, depth: number, weight: number): string {
    const { random } = this.writer.values, all = fieldsOf(type).filter((field) => isLeafType(targetOf(field)) || (depth < deepest && this.fields < mostFields && weight < 60))
    if (!all.length) return '{ __typename }'
    const picked = random.some(all, depth === 1 ? random.int(1, 2) : random.int(1, 6))
    const parts = picked.map((field) => this.field(field, depth, weight))
    if (depth > 1 && random.chance(0.1)) {
      const name = `F${this.fragments.length}`
      this.fragments.push(`fragment ${name} on ${type.name} { ${parts.join(' ')} }`)
      return `{ __typename ...${name} }`
    }
    return `{ ${random.chance(0.1) ? `... on ${type.name} { ${parts.join(' ')} }` : parts.join(' ')} }`
  }

  private field(field: AnyField, depth: number, weight: number): string {
    const { random } = this.writer.values
    this.fields += 1
    const alias = random.chance(0.15) && this.aliases++ < 10 ? `a${this.aliases}${field.name}: ` : ''
    const target = targetOf(field), page = isConnection(target) ? random.int(0, 4) : 1
    const list = String(field.type).startsWith('[') ? 3 : 1
    return `${alias}${field.name}${this.writer.literal(this.args(field, page), field.args)}${depth > 1 && random.chance(0.03) ? ' @include(if: $yes)' : ''} ${isLeafType(target) ? '' : this.level(target, depth + 1, weight * Math.max(page, 1) * list)}`
  }

  private args(field: AnyField, page: number): Record<string, unknown> {
    const { random } = this.writer.values, about = targetOf(field).name.replace(/Connection$/, ''), given: Record<string, unknown> = {}
    for (const arg of field.args) {
      const named = getNamedType(arg.type)
      if (arg.name === 'first' || arg.name === 'last') continue
      if (isConnection(targetOf(field)) && (arg.name === 'after' || arg.name === 'before')) { if (this.cursors.length && random.chance(0.15)) given[arg.name] = random.pick(this.cursors); continue }
      if (!isRequiredArgument(arg) && random.chance(0.5)) continue
      if (arg.name === 'filter' && isInputObjectType(named)) given.filter = Object.fromEntries(random.some(Object.values(named.getFields()), random.int(1, 2)).map((one) => [one.name, this.writer.value(one.type, one.name, about, random.pick(whose))]))
      else if (arg.name === 'sort') { const by = getNamedType((named as unknown as GraphQLObjectType).getFields().by!.type as never); given.sort = { by: isEnumType(by) ? random.pick(by.getValues()).name : '', direction: random.pick(['ASC', 'DESC']) } }
      else given[arg.name] = this.writer.value(arg.type, arg.name, about, random.pick(whose))
    }
    if (field.args.some(({ name }) => name === 'first')) given[random.chance(0.7) ? 'first' : 'last'] = page
    return given
  }
}
