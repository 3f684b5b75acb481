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
