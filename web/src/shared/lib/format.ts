/** Dates and numbers as official Chinese writes them. */
const WEEKDAYS = [...'日一二三四五六'].map((d) => '星期' + d) as string[]
const ZONE_OFFSET_MS = 8 * 3600 * 1000

interface Civil {
  year: number
  month: number
  day: number
  hour: number
  minute: number
  weekday: number
}

/** A civil date ("2026-09-10") or a moment in ISO form, read in China's one zone. */
function civil(value: string): Civil {
  const moment = value.length === 10 ? new Date(value + 'T00:00:00Z') : new Date(Date.parse(value) + ZONE_OFFSET_MS)
  return {
    year: moment.getUTCFullYear(),
    month: moment.getUTCMonth() + 1,
    day: moment.getUTCDate(),
    hour: moment.getUTCHours(),
    minute: moment.getUTCMinutes(),
    weekday: moment.getUTCDay(),
  }
}

/** 2026年3月5日 */
export function day(value: string): string {
  const d = civil(value)
  return `${d.year}年${d.month}月${d.day}日`
}

/** 9月11日 */
export function shortDay(value: string): string {
  const d = civil(value)
  return `${d.month}月${d.day}日`
}

/** 2026年9月10日 星期四 */
export function dayWithWeekday(value: string): string {
  return `${day(value)} ${WEEKDAYS[civil(value).weekday]}`
}

/** 10:42 */
export function time(value: string): string {
  const d = civil(value)
  return `${String(d.hour).padStart(2, '0')}:${String(d.minute).padStart(2, '0')}`
}

/** 9月10日 10:42, with the year when it is not this one */
export function moment(value: string, thisYear?: number): string {
  const head = thisYear !== undefined && civil(value).year !== thisYear ? day(value) : shortDay(value)
  return `${head} ${time(value)}`
}

/** 1,104 */
export function count(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** 214/231，92.6%: the counts first, the share after */
export function share(met: number, of: number): string {
  return of === 0 ? `${count(met)}/0` : `${count(met)}/${count(of)}，${((met * 100) / of).toFixed(1)}%`
}

/** 3月1日至8月31日, both ends included; the year stands before an end of another year than `year` */
export function period(from: string, to: string, year = civil(from).year): string {
  const end = (value: string) => (civil(value).year === year ? shortDay(value) : day(value))
  return `${end(from)}至${end(to)}`
}

/** 9月11日 星期五 */
export function shortDayWithWeekday(value: string): string {
  return `${shortDay(value)} ${WEEKDAYS[civil(value).weekday]}`
}

/** Whole days from one civil date to another; negative when `to` is past. */
export function daysBetween(from: string, to: string): number {
  const days = (value: string) => {
    const d = civil(value)
    return Date.UTC(d.year, d.month - 1, d.day) / 86_400_000
  }
  return days(to) - days(from)
}

/** 今天 10:42, 昨天 16:20, 9月8日, 2025年9月8日 */
export function recent(value: string, today: string): string {
  const ago = daysBetween(value, today)
  if (ago === 0) return `今天 ${time(value)}`
  if (ago === 1) return `昨天 ${time(value)}`
  return civil(value).year === civil(today).year ? shortDay(value) : day(value)
}

/** 1,204.50 元, from whole fen */
export function money(fen: number): string {
  const sign = fen < 0 ? '-' : ''
  const whole = Math.abs(fen)
  return `${sign}${count(Math.floor(whole / 100))}.${String(whole % 100).padStart(2, '0')} 元`
}

/** 1.4 MB; sizes of files, by 1024 */
export function bytes(n: number): string {
  const units = ['B', 'kB', 'MB', 'GB']
  const step = n < 1 ? 0 : Math.min(3, Math.floor(Math.log(n) / Math.log(1024)))
  const value = n / 1024 ** step
  return `${step === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[step]}`
}
