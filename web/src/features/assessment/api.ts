import { get, put, type Schema } from '@/shared/lib/api'

export type Line = Schema<'AssessmentLineView'>
export type Clause = Schema<'AssessmentClauseView'>
export type Section = Schema<'AssessmentSectionView'>
export type ClauseAnswer = Schema<'AssessmentAnswerView'>
export type Assignment = Schema<'AssessmentAssignmentView'>
export type Sheet = Schema<'AssessmentSheetView'>
export type Rule = Schema<'AssessmentRuleView'>
export type TierStanding = Schema<'AssessmentTierStandingView'>
export type Standing = Schema<'AssessmentStandingView'>
export type MyPart = Schema<'AssessmentPartView'>
export type Answering = Schema<'AssessmentAnswerBody'>

export const myParts = (signal?: AbortSignal) => get('/api/my/enrolments', { signal })
export const loadSheet = (id: string, signal?: AbortSignal) => get('/api/sheets/{id}', { path: { id }, signal })
export const loadStanding = (id: string, signal?: AbortSignal) => get('/api/sheets/{id}/standing', { path: { id }, signal })
export const loadHistory = (id: string, clause: string, signal?: AbortSignal) =>
  get('/api/sheets/{id}/answers/{clause}/history', { path: { id, clause }, signal })
export const saveAnswer = (id: string, clause: string, body: Answering, version: number) =>
  put('/api/sheets/{id}/answers/{clause}', { path: { id, clause }, body, version })
export const assign = (id: string, part: string, departmentId: string | undefined, version: number) =>
  put('/api/sheets/{id}/assignments/{part}', { path: { id, part }, body: { departmentId }, version })
export const departments = (below: string) => get('/api/units', { query: { level: 'department', below, limit: 100 } })
