// Days are the unit's, in Asia/Shanghai (UTC+8, no summer time since 1991); instants are UTC.

/** Whether a text names a day that there is, as YYYY-MM-DD. */
export const isDay = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const at = Date.parse(`${text}T00:00:00Z`)
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(text)
}

const inShanghai = (instant: Date): string => new Date(instant.getTime() + 8 * 3_600_000).toISOString()

/** The calendar day of an instant, YYYY-MM-DD. */
export const dayOf = (instant: Date): string => inShanghai(instant).slice(0, 10)

/** `2019-06-10 15:32`, of an instant. */
export const momentOf = (instant: Date): string => inShanghai(instant).slice(0, 16).replace('T', ' ')

/** `2019-06-10` → `2019年6月10日` */
export function chineseDay(day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

/** Days from one day to another; negative when the second is earlier. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)

export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** The same date some months later or earlier, or the last of that month where it has no such date. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}
