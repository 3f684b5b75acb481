import { get, newKey, post, put } from '@/shared/lib/http'
import { upload } from '@/shared/lib/upload'

export interface Evidence {
  id: string
  version: number
  unitId: string
  name: string
  kind: 'jpg' | 'png' | 'webp' | 'heic' | 'pdf' | 'docx' | 'xlsx' | 'record'
  photo: boolean
  digest: string
  bytes?: number
  pages?: number
  takenOn?: string
  pictures: number
  number?: string
  place?: string
  expiresOn?: string
  uses: number
  addedAt: string
  by: string
  department?: string
  gone?: string
  erased: boolean
}
export interface Use { id: string; evidenceId: string; clause: string; line: string; since: string; takenOff?: string; sent?: boolean }
export interface EvidenceOf { pieces: Evidence[]; uses: Use[] }
export interface UsedFor { id: string; kind: string; subjectId: string; part: string; line: string; since: string; takenOff?: string }
export interface Listed { items: Evidence[]; next?: string | null; total: number }

/** Endings that are taken; the camera of a phone writes the first. */
export const ACCEPT = ['.jpg', '.jpeg', '.png', '.webp', '.heic', '.pdf', '.docx', '.xlsx']
const PHOTO = 20 * 1024 * 1024
const DOCUMENT = 100 * 1024 * 1024
export const MOST = DOCUMENT
export const tooLarge = (file: File): boolean => file.size > (/\.(jpe?g|png|webp|heic)$/i.test(file.name) ? PHOTO : DOCUMENT)

export const picture = (id: string, page = 0, small = false): string => `/api/evidence/${id}/picture?page=${page}${small ? '&small=true' : ''}`
export const original = (id: string): string => `/api/evidence/${id}/original`

export interface Wanted { q: string; kind: string; unused?: boolean; expiringUntil?: string; limit?: number }
export const listEvidence = (wanted: Wanted, cursor: string | null, signal?: AbortSignal) =>
  get<Listed>('/api/evidence', { query: { ...wanted, cursor, limit: wanted.limit ?? 50 }, signal })
export const loadEvidence = (id: string, signal?: AbortSignal) => get<{ evidence: Evidence; uses: UsedFor[] }>(`/api/evidence/${id}`, { signal })
export const sendFile = (file: File, key: string, signal: AbortSignal, sent: (bytes: number) => void) =>
  upload<Evidence>('/api/evidence/files', file, { query: { name: file.name }, key, signal, sent })
export const nameRecord = (body: { title: string; number: string; place: string }) => post<Evidence>('/api/evidence/records', { body })
export const setExpiry = (piece: Evidence, expiresOn: string | undefined) =>
  put<Evidence>(`/api/evidence/${piece.id}/expiry`, { body: { expiresOn }, version: piece.version })
export const letGo = (piece: Evidence, how: 'removal' | 'erasure', reason: string) =>
  post<Evidence>(`/api/evidence/${piece.id}/${how}`, { body: { reason }, version: piece.version })

export const ofSheet = (sheet: string, signal?: AbortSignal) => get<EvidenceOf>(`/api/sheets/${sheet}/evidence`, { signal })
export const ofCase = (id: string, signal?: AbortSignal) => get<EvidenceOf>(`/api/cases/${id}/evidence`, { signal })
export const useFor = (sheet: string, evidenceId: string, clause: string, line: string) =>
  post<Use>(`/api/sheets/${sheet}/evidence`, { body: { evidenceId, clause, line }, key: newKey() })
export const takeOff = (sheet: string, use: string, reason: string) => post<Use>(`/api/sheets/${sheet}/evidence/${use}/removal`, { body: { reason } })
