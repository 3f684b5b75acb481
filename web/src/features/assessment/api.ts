import { addressOf, get, post, put, type Schema } from '@/shared/lib/api'
import type { Page } from '@/shared/lib/list'

export type Line = Schema<'AssessmentLineView'>
export type Clause = Schema<'AssessmentClauseView'>
export type Section = Schema<'AssessmentSectionView'>
export type ClauseAnswer = Schema<'AssessmentAnswerView'>
export type Assignment = Schema<'AssessmentAssignmentView'>
export type Sheet = Schema<'AssessmentSheetView'>
export type Rule = Schema<'AssessmentRuleView'>
export type Lift = Schema<'AssessmentLiftView'>
export type TierStanding = Schema<'AssessmentTierStandingView'>
export type Standing = Schema<'AssessmentStandingView'>
export type MyPart = Schema<'AssessmentPartView'>
export type Answering = Schema<'AssessmentAnswerBody'>
export type Handing = Schema<'AssessmentAssignmentBody'>
export type Phase = Schema<'AssessmentPhaseView'>
export type Work = Schema<'AssessmentWorkView'>
export type Changes = Schema<'AssessmentChangesView'>
export type Finding = Schema<'AssessmentFindingView'>
/** A wish to leave a clause out, with a name of its own in the list. */
export type NaRequest = Schema<'AssessmentRequestView'> & { id: string }

export const myParts = (signal?: AbortSignal) => get('/api/my/enrolments', { signal })
export const loadWork = (signal?: AbortSignal) => get('/api/my/work', { signal })
export const loadSheet = (id: string, signal?: AbortSignal) => get('/api/sheets/{id}', { path: { id }, signal })
export const loadStanding = (id: string, signal?: AbortSignal) => get('/api/sheets/{id}/standing', { path: { id }, signal })
export const loadHistory = (id: string, clause: string, signal?: AbortSignal) =>
  get('/api/sheets/{id}/answers/{clause}/history', { path: { id, clause }, signal })
export const loadChanges = (id: string, since: string, signal?: AbortSignal) => get('/api/sheets/{id}/changes', { path: { id }, query: { since }, signal })
export const otherWay = (id: string, tier: string) => get('/api/sheets/{id}/standing/{tier}/other-way', { path: { id, tier } })
export const loadFindings = (id: string, clause: string, signal?: AbortSignal) =>
  get('/api/sheets/{id}/clauses/{clause}/findings', { path: { id, clause }, signal })
/** Where a draft of the answer is put. */
export const answerPath = (id: string, clause: string) => addressOf('/api/sheets/{id}/answers/{clause}', { path: { id, clause } })
export const exportPath = (id: string) => addressOf('/api/sheets/{id}/export', { path: { id } })
export const assign = (id: string, part: string, body: Handing, version: number) =>
  put('/api/sheets/{id}/assignments/{part}', { path: { id, part }, body, version })
export const departments = (below: string) => get('/api/units', { query: { level: 'department', below, limit: 100 } })
export const people = async (words: string, unit?: string) =>
  (await get('/api/people', { query: { q: words, unit: unit ?? '', limit: 20 } })).items.map((each) => ({ id: each.id, title: each.name, note: each.unitName }))
export async function loadRequests(cursor: string | null, signal?: AbortSignal): Promise<Page<NaRequest>> {
  const page = await get('/api/na-requests', { query: { cursor, limit: 50 }, signal })
  return { ...page, items: page.items.map((each) => ({ ...each, id: `${each.sheetId} ${each.clause}` })) }
}
export const rule = (id: string, clause: string, body: Schema<'AssessmentRulingBody'>) =>
  post('/api/sheets/{id}/answers/{clause}/ruling', { path: { id, clause }, body })
