/** The most pieces that one line may have. */
export const MOST = 1_000_000

/** A whole number of pieces, 1 to a million, exactly as typed; nothing is stripped to make it fit. */
export function readQuantity(text: string): number | undefined {
  const typed = text.trim()
  const quantity = /^\d{1,9}$/.test(typed) ? Number(typed) : 0
  return quantity >= 1 && quantity <= MOST ? quantity : undefined
}

/** A decimal, its point written as a point or as a single comma; anything else means nothing. Nor does 1,000: who writes it may mean one, or a thousand. */
export function readDecimal(text: string): string | undefined {
  const typed = text.trim()
  return !/^-?[1-9]\d{0,2},\d{3}$/.test(typed) && /^-?\d{1,15}(?:[.,]\d{1,10})?$/.test(typed) ? typed.replace(',', '.') : undefined
}

/** Thousands as spreadsheets show them, where they can't be taken for anything else: 1,234.50 and 1,450,000, and 1.234,50. */
export function ungrouped(text: string): string {
  if (/^-?[1-9]\d{0,2}((,\d{3})+\.\d+|(,\d{3}){2,})$/.test(text)) return text.replaceAll(',', '')
  return /^-?[1-9]\d{0,2}(\.\d{3})+,\d+$/.test(text) ? text.replaceAll('.', '') : text
}

/** Thousands as all the languages of whoever pastes write them, where the signs alone don't tell: 850,000 is not taken for 850 where a comma stands between thousands. */
export function inFormatOf(languages: readonly string[], text: string): string {
  const formats = new Set(languages.map((language) => {
    const sign = (type: string) => new Intl.NumberFormat(language).formatToParts(1234567.8).find((part) => part.type === type)?.value ?? ''
    return sign('group') + sign('decimal')
  }))
  const [format = ''] = formats, [group = '', decimal = ''] = format, typed = text.trim()
  const [whole = '', fraction] = typed.split(decimal), [first = '', ...others] = whole.split(group)
  if (formats.size !== 1 || !others.length || !/^-?[1-9]\d{0,2}$/.test(first) || !others.every((part) => /^\d{3}$/.test(part)) || !/^\d*$/.test(fraction ?? '') || typed.split(decimal).length > 2) return text
  return [[first, ...others].join(''), ...(fraction ? [fraction] : [])].join('.')
}

/** An amount as the API writes it. What can't be read stays as it was typed, and is refused. */
export const readAmount = (text: string): string => readDecimal(ungrouped(text.replace(/\s/g, ''))) ?? text.trim()

/** A discount on the whole, 0 to 100 with two decimals at most. */
export function readPercent(text: string): string | undefined {
  const value = readDecimal(text)
  return value !== undefined && /^\d+(\.\d{1,2})?$/.test(value) && Number(value) <= 100 ? value : undefined
}
