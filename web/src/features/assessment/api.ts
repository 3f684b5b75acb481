import { get, put, send, type Answer as Versioned } from '@/shared/lib/http'
import type { Grade } from '@/shared/ui/GradeMark.vue'

export interface Line { id: string; grade: Grade; text: string }
export interface Clause {
  code: string
  title: string
  kinds: string[]
  methods: string[]
  department?: string
  /** When the clause may be left out, in words; absent when it may not. */
  mayBeLeftOut?: string
  basis: string
  lines: Line[]
}
export interface Section { code: string; title: string; sections: Section[]; clauses: Clause[] }
export interface ClauseAnswer {
  clause: string
  version: number
  judged: Record<string, boolean>
  grade: Grade
  why: string
  remark: string
  naReason?: string
  ruling?: { approved: boolean; level: string; reason: string; at: string }
  by?: string
  at: string
}
export interface Assignment { part: string; version: number; departmentId?: string; department?: string; personId?: string; person?: string; due?: string }
export interface Sheet {
  id: string
  enrolmentId: string
  campaignId: string
  campaign: string
  edition: number
  sample: boolean
  packVersion: string
  packHash: string
  unitId: string
  unit: string
  level: string
  target?: string
  standard: string
  startedOn?: string
  sections: Section[]
  answers: ClauseAnswer[]
  assignments: Assignment[]
  mine: string[]
  mayAnswerAll: boolean
}
export interface Rule { met: boolean; reason: string; of?: string; grade?: Grade; count?: number; need?: number; base?: number; total?: number; notApplicable?: number }
export interface Lift { clause: string; title: string; from: Grade; to: Grade; cost: number }
export interface TierStanding {
  id: string
  title: string
  met: boolean
  provisional: boolean
  rules: Rule[]
  missing: { state: 'nothing' | 'steps' | 'out-of-reach'; blockers: string[]; lifts: Lift[]; cost: number }
}
export interface Standing { reached?: string; reachedTitle?: string; tiers: TierStanding[] }
export interface MyPart {
  enrolmentId: string
  campaignId: string
  campaign: string
  edition: number
  organiser: string
  state: string
  mode: string
  target?: string
  liaison?: string
  sheetId: string
  startedOn?: string
}

export interface Answering { judged: Record<string, boolean>; remark: string; naReason?: string }

export const myParts = (signal?: AbortSignal) => get<MyPart[]>('/api/my/enrolments', { signal })
export const loadSheet = (id: string, signal?: AbortSignal) => get<Sheet>(`/api/sheets/${id}`, { signal })
export const loadStanding = (id: string, signal?: AbortSignal) => get<Standing>(`/api/sheets/${id}/standing`, { signal })
export const loadHistory = (id: string, clause: string, signal?: AbortSignal) =>
  get<ClauseAnswer[]>(`/api/sheets/${id}/answers/${clause}/history`, { signal })
export const saveAnswer = (id: string, clause: string, body: Answering, version: number): Promise<Versioned<ClauseAnswer>> =>
  put<ClauseAnswer>(`/api/sheets/${id}/answers/${clause}`, { body, version })
export const assign = (id: string, part: string, departmentId: string | undefined, version: number) =>
  send<Assignment>('PUT', `/api/sheets/${id}/assignments/${part}`, { body: { departmentId }, version })
export const departments = (below: string) =>
  get<{ items: { id: string; name: string }[] }>('/api/units', { query: { level: 'department', below, limit: 100 } })
