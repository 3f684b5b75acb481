import { describe, expect, it } from 'vitest'
import { compare } from './diff'
import { bytes, count, day, dayWithWeekday, daysBetween, money, moment, period, recent, share, shortDayWithWeekday } from './format'

describe('dates and figures as officials write them', () => {
  it('a moment is read in the one zone of the field, whatever the machine says', () => {
    expect(moment('2026-09-10T02:42:00Z')).toBe('9月10日 10:42')
    expect(day('2025-12-31T16:00:00Z')).toBe('2026年1月1日')
  })

  it('days, weekdays, periods', () => {
    expect(dayWithWeekday('2026-09-10')).toBe('2026年9月10日 星期四')
    expect(shortDayWithWeekday('2026-09-11')).toBe('9月11日 星期五')
    expect(period('2026-03-01', '2026-08-31')).toBe('3月1日至8月31日')
    expect(period('2026-11-01', '2027-01-31')).toBe('11月1日至2027年1月31日')
    expect(daysBetween('2026-02-28', '2026-03-01')).toBe(1)
    expect(daysBetween('2026-09-10', '2026-09-08')).toBe(-2)
  })

  it('today and yesterday are the business day, not the machine’s', () => {
    expect(recent('2026-09-10T02:42:00Z', '2026-09-10')).toBe('今天 10:42')
    expect(recent('2026-09-09T08:20:00Z', '2026-09-10')).toBe('昨天 16:20')
    expect(recent('2026-09-08T08:20:00Z', '2026-09-10')).toBe('9月8日')
    expect(recent('2025-09-08T08:20:00Z', '2026-09-10')).toBe('2025年9月8日')
  })

  it('counts, shares, money and sizes', () => {
    expect(count(1104)).toBe('1,104')
    expect(count(999)).toBe('999')
    expect(share(214, 231)).toBe('214/231，92.6%')
    expect(share(0, 0)).toBe('0/0')
    expect(money(120450)).toBe('1,204.50 元')
    expect(money(-5)).toBe('-0.05 元')
    expect(bytes(1434)).toBe('1.4 kB')
    expect(bytes(209_715_200)).toBe('200 MB')
    expect(bytes(0)).toBe('0 B')
  })
})

describe('two versions of a text', () => {
  it('marks whole numbers and single characters that differ', () => {
    const { left, right } = compare('每周抽查 10 份。', '每周抽查 5 份。')
    expect(left.filter((piece) => piece.differs)).toEqual([{ text: '10', differs: true }])
    expect(right.filter((piece) => piece.differs)).toEqual([{ text: '5', differs: true }])
  })

  it('loses nothing: pieces join to the text, and what is unmarked is the same on both sides', () => {
    let seed = 7
    const random = (n: number) => (seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31) % n
    const word = () => Array.from({ length: random(12) }, () => '检验科𠮷a1 ，\n'.split('')[random(10)]).join('')
    for (let round = 0; round < 500; round++) {
      const [a, b] = [word(), word()]
      const { left, right } = compare(a, b)
      expect(left.map((piece) => piece.text).join('')).toBe(a)
      expect(right.map((piece) => piece.text).join('')).toBe(b)
      const same = (pieces: typeof left) => pieces.filter((piece) => !piece.differs).map((piece) => piece.text).join('')
      expect(same(left)).toBe(same(right))
    }
  })
})
