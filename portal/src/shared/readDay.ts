const pad = (part: number) => String(part).padStart(2, '0')

/** A day as people type it – 2026-12-07, 2026年12月7日, 12/7/2026, 12/7, Dec 7, +10 (days from today) – or nothing. */
export function readDay(text: string, today = new Date()): string | null {
  const iso = (year: number, month: number, day: number) => {
    const found = new Date(Date.UTC(year, month - 1, day))
    return found.getUTCMonth() === month - 1 && found.getUTCDate() === day ? `${year}-${pad(month)}-${pad(day)}` : null
  }
  const typed = text.trim()
  const ahead = /^\+(\d{1,3})$/.exec(typed)
  if (ahead) return new Date(Date.UTC(today.getFullYear(), today.getMonth(), today.getDate() + Number(ahead[1]))).toISOString().slice(0, 10)
  const yearFirst = /^(\d{4})\D+(\d{1,2})\D+(\d{1,2})日?$/.exec(typed)
  if (yearFirst) return iso(Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3]))
  const monthFirst = /^(\d{1,2})\s*[/月.]\s*(\d{1,2})日?(?:\s*[/.]\s*(\d{4}))?$/.exec(typed)
  if (monthFirst) return iso(Number(monthFirst[3] ?? today.getFullYear()), Number(monthFirst[1]), Number(monthFirst[2]))
  const named = /^([a-z]{3})[a-z]*\.?\s+(\d{1,2})(?:,?\s+(\d{4}))?$/i.exec(typed)
  const month = named && 'janfebmaraprmayjunjulaugsepoctnovdec'.indexOf(named[1]!.toLowerCase()) / 3 + 1
  return named && month && Number.isInteger(month) ? iso(Number(named[3] ?? today.getFullYear()), month, Number(named[2])) : null
}
