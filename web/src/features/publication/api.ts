import { get, post } from '@/shared/lib/http'

export interface NoticeView { code: string; first: string; last: string; tierTitle: string; bodyName: string; objections: number; waiting: number; ended?: string }
export interface ResultView {
  code: string
  caseId: string
  campaignTitle: string
  sample: boolean
  tierTitle: string
  bodyName: string
  number: string
  announcedOn: string
  from: string
  until: string
  state: 'announced' | 'in-force' | 'must-rectify' | 'expired' | 'revoked' | 'removed'
  stateOn: string
  filedOn?: string
}
export interface DeskRow { id: string; unit: string; state: string; notice?: NoticeView; result?: ResultView }
export interface ObjectionView {
  id: string
  mode: 'real-name' | 'sealed'
  receivedOn: string
  name?: string
  contact?: string
  words?: string
  erased: boolean
  answeredOn?: string
  upheld?: boolean
  reason?: string
}
export interface CasePublication { notice?: NoticeView; result?: ResultView; objections: ObjectionView[]; mayAnswer: boolean }
export interface Effect { kind: 'opens' | 'bars' | 'tilts'; what: string; basis: string[]; from: string; until: string; endedWhy?: string }
export interface UnitResults { results: ResultView[]; effects: Effect[] }

/** The code without its groups, as addresses have it. */
export const bare = (code: string) => code.replace(/-/g, '')

export const loadDesk = (cursor: string | null) =>
  get<{ items: DeskRow[]; next?: string | null }>('/api/publication/desk', { query: { cursor, limit: 50 } })
export const loadPublication = (id: string, signal?: AbortSignal) => get<CasePublication>(`/api/cases/${id}/publication`, { signal })
export const myResults = (signal?: AbortSignal) => get<UnitResults>('/api/my/results', { signal })
export const answerObjection = (id: string, objection: string, upheld: boolean, reason: string) =>
  post<ObjectionView>(`/api/cases/${id}/objections/${objection}/answer`, { body: { upheld, reason } })
export const openName = (id: string, objection: string, reason: string) =>
  post<ObjectionView>(`/api/cases/${id}/objections/${objection}/opening`, { body: { reason } })
