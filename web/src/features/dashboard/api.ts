import { get } from '@/shared/lib/http'
import type { Grade } from '@/shared/ui/GradeMark.vue'

export interface Counts { institutions: number; of: number; graded: number; untouched: number; reachC: number; lackC: number; lackB: number; lackA: number }
export interface UnitName { id: string; name: string; level: string }
export interface Part { code: string; title: string; group: string }
export interface Step { step: string; level?: string; institutions: number }
export interface Child { id: string; name: string; level: string; enrolmentId?: string; started: number; whole: Counts; lack?: Record<'A' | 'B' | 'C', number[]> }
export interface Programme { packId: string; edition: number; title: string; sample: boolean; institutions: number; steps: Record<string, number> }
export interface Progress {
  packId: string
  edition: number
  title: string
  sample: boolean
  unit: UnitName
  path: UnitName[]
  enrolmentId?: string
  day?: string
  firstDay?: string
  today: string
  asOf: string
  whole: Counts
  steps: Step[]
  parts: Part[]
  children: Child[]
  trend: { day: string; met: number; of: number }[]
  target?: { tier: string; rule: string; percent: number }
  tiers: { id: string; title: string }[]
}
export interface InstitutionRow {
  id: string
  unitId: string
  unit: string
  target?: string
  targetTitle?: string
  tierReached?: string
  tierReachedTitle?: string
  state: string
  heldAt?: string
  caseId?: string
  startedOn?: string
  months: number
  gap?: number
  gapC: number
  gapB: number
  gapA: number
  whole: Counts
  stuck: { code: string; title: string; lack: number }[]
  due?: string
  lastAt: string
}
export interface ClauseRow {
  code: string
  title: string
  part: string
  kinds: string[]
  grade: Grade
  self: Grade
  origin?: { level: string; look: string; version: number; at: string }
  waitsForRuling: boolean
}
export interface Clauses {
  institution: InstitutionRow
  title: string
  sample: boolean
  packVersion: string
  packHash: string
  path: UnitName[]
  parts: Part[]
  day?: string
  clauses: ClauseRow[]
}
export interface WorkItem { kind: string; mine: boolean; enrolmentId: string; unit: string; tierTitle?: string; caseId?: string; sheetId?: string; clause?: string; due?: string; since: string }
export interface Desk {
  level: string
  today: string
  items: WorkItem[]
  news: { enrolmentId: string; caseId: string; unit: string; state: string; at: string }[]
  programmes: Programme[]
}
/** How the institutions of a page are narrowed; all of it lives in the address. */
export type Narrowed = Record<'unit' | 'day' | 'lack' | 'step' | 'without' | 'target' | 'state' | 'part', string>

export const listProgrammes = (signal?: AbortSignal) => get<Programme[]>('/api/progress', { signal })
export const loadProgress = (pack: string, edition: string, unit: string, day: string, signal?: AbortSignal) =>
  get<Progress>(`/api/progress/${pack}/${edition}`, { query: { unit, day }, signal })
export const institutionsPath = (pack: string, edition: string) => `/api/progress/${pack}/${edition}/institutions`
const asked = ({ unit, lack, step, without, target, state, part }: Narrowed) => ({ unit, lack, step, without, target, state, part })
export const listInstitutions = (pack: string, edition: string, narrowed: Narrowed, sort: string, cursor: string | null, signal?: AbortSignal) =>
  get<{ items: InstitutionRow[]; next?: string | null }>(institutionsPath(pack, edition), { query: { ...asked(narrowed), sort, cursor, limit: 50 }, signal })
export const workbookPath = (pack: string, edition: string, narrowed: Narrowed, sort: string): string => {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...asked(narrowed), sort })) if (value) search.set(name, value)
  return `${institutionsPath(pack, edition)}.xlsx?${search.toString()}`
}
export const loadClauses = (enrolment: string, part: string, lack: string, day: string, signal?: AbortSignal) =>
  get<Clauses>(`/api/progress/enrolments/${enrolment}/clauses`, { query: { part, lack, day }, signal })
export const loadDesk = (signal?: AbortSignal) => get<Desk>('/api/workbench', { signal })
