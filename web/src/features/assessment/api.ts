import { addressOf, get, post, put, type Schema } from '@/shared/lib/api'
import * as http from '@/shared/lib/http'
import type { Grade } from '@/shared/ui/GradeMark.vue'

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
export interface ClauseName { clause: string; title: string }
export interface Phase { id: string; title: string; from?: string; to?: string; basis: string }
export interface Handed { part: Assignment; title: string; all: number; open: ClauseName[]; mine: boolean }
export interface Work {
  part: MyPart
  phases: Phase[]
  standing: Standing
  handed: Handed[]
  all: number
  open: ClauseName[]
  mine: ClauseName[]
  myOpen: ClauseName[]
  waiting: ClauseName[]
  refused: { clause: string; title: string; reason: string; at: string }[]
  recent: ClauseAnswer[]
}
export interface Changes { until: string; answers: ClauseAnswer[]; assignments: Assignment[]; mine: string[] }
export interface Finding { campaign: string; edition: number; level: string; look: string; grade: Grade; at: string; thisCampaign: boolean }
/** A wish to leave a clause out, with a name of its own in the list. */
export interface NaRequest { id: string; sheetId: string; campaign: string; unitId: string; unit: string; clause: string; title: string; allowedWhen?: string; answerVersion: number; reason: string; at: string; rules: string; yours: boolean }

export const myParts = (signal?: AbortSignal) => get('/api/my/enrolments', { signal })
export const loadWork = (signal?: AbortSignal) => http.get<Work[]>('/api/my/work', { signal })
export const loadSheet = (id: string, signal?: AbortSignal) => get('/api/sheets/{id}', { path: { id }, signal })
export const loadStanding = (id: string, signal?: AbortSignal) => get('/api/sheets/{id}/standing', { path: { id }, signal })
export const loadHistory = (id: string, clause: string, signal?: AbortSignal) =>
  get('/api/sheets/{id}/answers/{clause}/history', { path: { id, clause }, signal })
export const loadChanges = (id: string, since: string, signal?: AbortSignal) => http.get<Changes>(`/api/sheets/${id}/changes`, { query: { since }, signal })
export const otherWay = (id: string, tier: string) => http.get<{ lifts: Lift[]; cost: number }>(`/api/sheets/${id}/standing/${tier}/other-way`)
export const loadFindings = (id: string, clause: string, signal?: AbortSignal) =>
  http.get<Finding[]>(`/api/sheets/${id}/clauses/${clause}/findings`, { signal })
/** Where a draft of the answer is put. */
export const answerPath = (id: string, clause: string) => addressOf('/api/sheets/{id}/answers/{clause}', { path: { id, clause } })
export const exportPath = (id: string) => `/api/sheets/${id}/export`
export const assign = (id: string, part: string, body: Handing, version: number) =>
  put('/api/sheets/{id}/assignments/{part}', { path: { id, part }, body, version })
export const departments = (below: string) => get('/api/units', { query: { level: 'department', below, limit: 100 } })
export const people = async (words: string, unit?: string) =>
  (await get('/api/people', { query: { q: words, unit: unit ?? '', limit: 20 } })).items.map((each) => ({ id: each.id, title: each.name, note: each.unitName }))
export async function loadRequests(cursor: string | null, signal?: AbortSignal): Promise<{ items: NaRequest[]; next?: string | null }> {
  const page = await http.get<{ items: NaRequest[]; next?: string | null }>('/api/na-requests', { query: { cursor, limit: 50 }, signal })
  return { ...page, items: page.items.map((each) => ({ ...each, id: `${each.sheetId} ${each.clause}` })) }
}
export const rule = (id: string, clause: string, body: Schema<'AssessmentRulingBody'>) =>
  post('/api/sheets/{id}/answers/{clause}/ruling', { path: { id, clause }, body })
