import type { Applied, GridRow } from './api'

/** What has come of one cell of the plan. */
export type Standing = 'planned' | 'applied' | 'passed' | 'other'

/** @returns applications by institution and year */
export function byCell(applied: readonly Applied[]): Map<string, Applied[]> {
  const cells = new Map<string, Applied[]>()
  for (const each of applied) {
    const key = cell(each.unitId, each.edition)
    cells.set(key, [...(cells.get(key) ?? []), each])
  }
  return cells
}

export const cell = (unit: string, year: number): string => `${unit} ${year}`

/**
 * How far a planned tier has come: recognised at it or above, recognised below it, on its way, or nothing yet. What was refused
 * or withdrawn is nothing.
 *
 * @param order ids of the tiers, the lowest first
 */
export function standing(tier: string, applied: readonly Applied[], order: readonly string[]): Standing {
  const rank = (id: string) => order.indexOf(id)
  const passed = applied.filter((each) => each.outcome === 'passed')
  if (passed.some((each) => rank(each.tier) >= rank(tier))) return 'passed'
  if (applied.some((each) => each.outcome === 'open')) return 'applied'
  return passed.length ? 'other' : 'planned'
}

/** Of one year: how many are planned, and of those how many have applied and how many have come to it. */
export function sums(rows: readonly GridRow[], year: number, cells: ReadonlyMap<string, Applied[]>, order: readonly string[]): { planned: number; applied: number; passed: number } {
  const of = rows.flatMap((row) => row.cells.filter((each) => each.year === year).map((each) => standing(each.tier, cells.get(cell(row.id, year)) ?? [], order)))
  return { planned: of.length, applied: of.filter((each) => each !== 'planned').length, passed: of.filter((each) => each === 'passed').length }
}
