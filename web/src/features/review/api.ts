import { get, post, put } from '@/shared/lib/http'
import type { Grade } from '@/shared/ui/GradeMark.vue'

export interface CaseRow { id: string; version: number; enrolmentId: string; unitId: string; unit: string; tier: string; tierTitle: string; state: string; heldAt?: string; movedAt: string }
export interface MoveName { move: string; title: string; needsReason: boolean }
export interface Step { version: number; move: string; title: string; reason: string; details: Record<string, unknown>; level?: string; by: string; at: string }
export interface StateData { at?: string; items?: string[]; due?: string; tier?: string; first?: string; last?: string; number?: string; on?: string; from?: string; until?: string; decidedOn?: string; by?: string }
export interface ReviewCase {
  id: string
  version: number
  enrolmentId: string
  campaignId: string
  unitId: string
  unit: string
  tier: string
  tierTitle: string
  tiers: Record<string, string>
  state: string
  stateData: StateData
  heldAt?: string
  route: { level: string; title: string; extent: 'full' | 'sample'; workingDays?: number }[]
  decidedAt: string
  moves: MoveName[]
  frozenHash?: string
  steps: Step[]
  judging: boolean
}
export interface Cell { grade: Grade; version: number; judged: Record<string, boolean>; remark: string; why?: string; by?: string }
export interface ClauseRow {
  code: string
  title: string
  kinds: string[]
  lines: { id: string; grade: Grade; text: string }[]
  self: Cell
  levels: Record<string, Cell>
  effective: Grade
  origin?: string
}
export interface MoveBody {
  move: string
  reason?: string
  items?: string[]
  tier?: string
  reasonsByClause?: Record<string, string>
  number?: string
  on?: string
  by?: string
}

export const listCases = (mine: boolean, cursor: string | null) =>
  get<{ items: CaseRow[]; next?: string | null }>('/api/cases', { query: { mine, cursor, limit: 50 } })
export const casesOf = (enrolment: string, signal?: AbortSignal) => get<CaseRow[]>(`/api/enrolments/${enrolment}/cases`, { signal })
export const loadCase = (id: string, signal?: AbortSignal) => get<ReviewCase>(`/api/cases/${id}`, { signal })
export const loadClauses = (id: string, signal?: AbortSignal) => get<ClauseRow[]>(`/api/cases/${id}/clauses`, { signal })
export const applyFor = (enrolment: string, tier: string, key: string) =>
  post<ReviewCase>(`/api/enrolments/${enrolment}/cases`, { body: { tier }, key })
export const moveCase = (id: string, version: number, body: MoveBody) => post<ReviewCase>(`/api/cases/${id}/moves`, { body, version })
export const judge = (id: string, clause: string, judged: Record<string, boolean>, reason: string, version: number) =>
  put<{ clause: string; version: number; grade: Grade }>(`/api/cases/${id}/answers/${clause}`, { body: { judged, reason }, version })
