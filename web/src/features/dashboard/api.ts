import { addressOf, get, type Schema } from '@/shared/lib/api'

export type Step = Schema<'DashboardStepView'>
export type Child = Schema<'DashboardChildView'>
export type Programme = Schema<'DashboardProgrammeView'>
export type Progress = Schema<'DashboardProgressView'>
export type InstitutionRow = Schema<'DashboardInstitutionRow'>
export type WorkItem = Schema<'DashboardItemView'>
/** How the institutions of a page are narrowed; all of it lives in the address. */
export type Narrowed = Record<'unit' | 'day' | 'lack' | 'step' | 'without' | 'target' | 'state' | 'part', string>

export const listProgrammes = (signal?: AbortSignal) => get('/api/progress', { signal })
/** Addresses of pages bear the year as words. */
const placed = (pack: string, edition: string) => ({ packId: pack, edition: Number(edition) })
export const loadProgress = (pack: string, edition: string, unit: string, day: string, signal?: AbortSignal) =>
  get('/api/progress/{packId}/{edition}', { path: placed(pack, edition), query: { unit, day }, signal })
const asked = ({ unit, lack, step, without, target, state, part }: Narrowed) => ({ unit, lack, step, without, target, state, part })
export const listInstitutions = (pack: string, edition: string, narrowed: Narrowed, sort: string, cursor: string | null, signal?: AbortSignal) =>
  get('/api/progress/{packId}/{edition}/institutions', { path: placed(pack, edition), query: { ...asked(narrowed), sort, cursor, limit: 50 }, signal })
export const workbookPath = (pack: string, edition: string, narrowed: Narrowed, sort: string): string =>
  addressOf('/api/progress/{packId}/{edition}/institutions.xlsx', { path: placed(pack, edition), query: { ...asked(narrowed), sort } })
export const loadClauses = (enrolment: string, part: string, lack: string, day: string, signal?: AbortSignal) =>
  get('/api/progress/enrolments/{id}/clauses', { path: { id: enrolment }, query: { part, lack, day }, signal })
export const loadDesk = (signal?: AbortSignal) => get('/api/workbench', { signal })
