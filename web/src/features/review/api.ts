import { get, post, put, type Schema } from '@/shared/lib/api'
import * as http from '@/shared/lib/http'
import type { Grade } from '@/shared/ui/GradeMark.vue'

export type CaseRow = Schema<'ReviewCaseRow'>
export type MoveName = Schema<'ReviewMoveView'>
export type Step = Schema<'ReviewStepView'>
export type ReviewCase = Schema<'ReviewCaseView'> & {
  days: { received?: string; dealBy?: string; supplementDue?: string; supplementWorkingDays: number; ifRefusedToday: { from: string; reasons: { rule: string; allows: string }[] } }
  supplementsAsked: string[]
  submissions: number
  sample?: { seed: string; clauses: string[] }
}
export type Cell = Schema<'ReviewGradeCell'>
export type ClauseRow = Schema<'ReviewClauseRow'>
export type MoveBody = Schema<'ReviewMoveBody'>
export interface Trial { tier: string; met: boolean; reached?: string; reachedTitle?: string; rules: { reason: string; met: boolean; grade?: Grade; count?: number; need?: number; base?: number }[] }
export interface Gate { open: boolean; running: boolean; sentence?: string; reasons: string[]; basis?: string; allowedFrom?: string }
export interface FrozenClause { code: string; title: string; kinds: string[]; grade: Grade; remark: string; now: Grade; changed: boolean }
export interface Frozen {
  version: number
  at: string
  by: string
  hash: string
  text: string
  campaign: string
  edition: number
  organiser: string
  unit: string
  unitType: string
  attributes: Record<string, unknown>
  sample: boolean
  pack: string
  packHash: string
  tier: string
  startedOn?: string
  chapters: { code: string; title: string; counts: Record<string, number>; all: number; clauses: FrozenClause[] }[]
  changed: number
}

export const listCases = (mine: boolean, cursor: string | null) => get('/api/cases', { query: { mine, cursor, limit: 50 } })
export const casesOf = (enrolment: string, signal?: AbortSignal) => get('/api/enrolments/{id}/cases', { path: { id: enrolment }, signal })
export const loadGate = (enrolment: string, signal?: AbortSignal) => http.get<Gate>(`/api/enrolments/${enrolment}/gate`, { signal })
export const loadCase = (id: string, signal?: AbortSignal) => http.get<ReviewCase>(`/api/cases/${id}`, { signal })
export const loadClauses = (id: string, signal?: AbortSignal) => get('/api/cases/{id}/clauses', { path: { id }, signal })
export const loadTrial = (id: string, signal?: AbortSignal) => http.get<Trial>(`/api/cases/${id}/trial`, { signal })
export const loadSubmission = (id: string, version: string, signal?: AbortSignal) =>
  http.get<Frozen>(`/api/cases/${id}/submissions/${version}`, { signal })
export const applyFor = (enrolment: string, tier: string, key: string) =>
  post('/api/enrolments/{id}/cases', { path: { id: enrolment }, body: { tier }, key })
export const moveCase = (id: string, version: number, body: MoveBody) => http.post<ReviewCase>(`/api/cases/${id}/moves`, { body, version })
export const agreeWithBelow = (id: string, clauses: string[]) => http.post<{ taken: number }>(`/api/cases/${id}/agreements`, { body: { clauses } })
export const judge = (id: string, clause: string, judged: Record<string, boolean>, reason: string, version: number) =>
  put('/api/cases/{id}/answers/{clause}', { path: { id, clause }, body: { judged, reason }, version })
