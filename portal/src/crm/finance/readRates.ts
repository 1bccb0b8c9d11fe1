/** Rows that were pasted from a spreadsheet or a CSV file: currency, day, rate, parted by tabs, semicolons or commas. A heading is passed over; what is wrong with a row the server says. */
export function readRates(text: string): { currency: string; day: string; rate: string }[] {
  return text.split(/\r?\n/).map((line) => line.trim()).filter(Boolean).map((line) => line.split(line.includes('\t') ? '\t' : line.includes(';') ? ';' : ',').map((cell) => cell.trim().replace(/^"|"$/g, '')))
    .filter(([currency, day]) => /^[A-Za-z]{3}$/.test(currency ?? '') && /\d/.test(day ?? ''))
    .map(([currency, day, rate]) => ({ currency: currency!.toUpperCase(), day: day!.replaceAll('/', '-'), rate: (rate ?? '').replace(/\s/g, '').replace(/^(\d+),(\d+)$/, '$1.$2') }))
}
