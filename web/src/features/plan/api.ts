import { get, post, put, type Schema } from '@/shared/lib/api'

export type PlanRow = Schema<'PlanPlanRow'>
export type Plan = Schema<'PlanPlanView'>
export type GridRow = Schema<'PlanGridRow'>
export type Change = Schema<'PlanChangeView'>
export type PlanBody = Schema<'PlanPlanBody'>
export type Goal = Schema<'PlanGoalBody'>
export type Applied = Schema<'DashboardApplicationRow'>

export const listPlans = (cursor: string | null, signal?: AbortSignal) => get('/api/plans', { query: { cursor, limit: 50 }, signal })
export const loadPlan = (id: string, signal?: AbortSignal) => get('/api/plans/{id}', { path: { id }, signal })
export const loadChanges = (id: string, signal?: AbortSignal) => get('/api/plans/{id}/changes', { path: { id }, signal })
export const makePlan = (packId: string, plan: PlanBody) => post('/api/plans', { body: { packId, plan } })
export const changePlan = (id: string, version: number, plan: PlanBody) => put('/api/plans/{id}', { path: { id }, version, body: plan })
export const adoptPlan = (id: string, version: number) => post('/api/plans/{id}/adopt', { path: { id }, version })
export const listPacks = (signal?: AbortSignal) => get('/api/packs', { signal })
export const plannedTargets = async (packId: string, year: number): Promise<Record<string, string>> =>
  Object.fromEntries((await get('/api/plans/targets', { query: { packId, year } })).map((each) => [each.unitId, each.tier]))

/** Every page of something, one after the other. */
async function every<T>(page: (cursor: string | null) => Promise<{ items: T[]; next?: string }>): Promise<T[]> {
  const all: T[] = []
  let cursor: string | null = null
  do {
    const next: { items: T[]; next?: string } = await page(cursor)
    all.push(...next.items)
    cursor = next.next ?? null
  } while (cursor)
  return all
}

export const loadGrid = (id: string, signal?: AbortSignal): Promise<GridRow[]> => every((cursor) => get('/api/plans/{id}/grid', { path: { id }, query: { cursor, limit: 200 }, signal }))
export const loadApplied = (packId: string, from: number, to: number, signal?: AbortSignal): Promise<Applied[]> => every((cursor) => get('/api/progress/applications', { query: { packId, from, to, cursor, limit: 200 }, signal }))
