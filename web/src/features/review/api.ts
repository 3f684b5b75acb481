import { get, post, put, type Schema } from '@/shared/lib/api'

export type CaseRow = Schema<'ReviewCaseRow'>
export type MoveName = Schema<'ReviewMoveView'>
export type Step = Schema<'ReviewStepView'>
export type ReviewCase = Schema<'ReviewCaseView'>
export type Cell = Schema<'ReviewGradeCell'>
export type ClauseRow = Schema<'ReviewClauseRow'>
export type MoveBody = Schema<'ReviewMoveBody'>
export type Trial = Schema<'ReviewTrialView'>
export type Gate = Schema<'ReviewGateView'>
export type Frozen = Schema<'ReviewFrozenView'>

export const listCases = (mine: boolean, cursor: string | null) => get('/api/cases', { query: { mine, cursor, limit: 50 } })
export const casesOf = (enrolment: string, signal?: AbortSignal) => get('/api/enrolments/{id}/cases', { path: { id: enrolment }, signal })
export const loadGate = (enrolment: string, signal?: AbortSignal) => get('/api/enrolments/{id}/gate', { path: { id: enrolment }, signal })
export const loadCase = (id: string, signal?: AbortSignal) => get('/api/cases/{id}', { path: { id }, signal })
export const loadClauses = (id: string, signal?: AbortSignal) => get('/api/cases/{id}/clauses', { path: { id }, signal })
export const loadTrial = (id: string, signal?: AbortSignal) => get('/api/cases/{id}/trial', { path: { id }, signal })
export const loadSubmission = (id: string, version: string, signal?: AbortSignal) =>
  get('/api/cases/{id}/submissions/{version}', { path: { id, version: Number(version) }, signal })
export const applyFor = (enrolment: string, tier: string, key: string) =>
  post('/api/enrolments/{id}/cases', { path: { id: enrolment }, body: { tier }, key })
export const moveCase = (id: string, version: number, body: MoveBody) => post('/api/cases/{id}/moves', { path: { id }, version, body })
export const agreeWithBelow = (id: string, clauses: string[]) => post('/api/cases/{id}/agreements', { path: { id }, body: { clauses } })
export const judge = (id: string, clause: string, judged: Record<string, boolean>, reason: string, version: number) =>
  put('/api/cases/{id}/answers/{clause}', { path: { id, clause }, body: { judged, reason }, version })
