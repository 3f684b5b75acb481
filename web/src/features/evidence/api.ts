import { addressOf, get, post, put, type Schema } from '@/shared/lib/api'
import { upload } from '@/shared/lib/upload'

export type Evidence = Schema<'EvidenceEvidenceView'>
/** On the desk a use also says whether it was sent along. */
export type Use = Schema<'EvidenceUse'> & { sent?: boolean }
export interface EvidenceOf { pieces: Evidence[]; uses: Use[] }
export type UsedFor = Schema<'EvidenceUsedFor'>

/** Endings that are taken; the camera of a phone writes the first. */
export const ACCEPT = ['.jpg', '.jpeg', '.png', '.webp', '.heic', '.pdf', '.docx', '.xlsx']
const PHOTO = 20 * 1024 * 1024
const DOCUMENT = 100 * 1024 * 1024
export const MOST = DOCUMENT
export const tooLarge = (file: File): boolean => file.size > (/\.(jpe?g|png|webp|heic)$/i.test(file.name) ? PHOTO : DOCUMENT)

export const picture = (id: string, page = 0, small = false): string =>
  addressOf('/api/evidence/{id}/picture', { path: { id }, query: { page, small: small || undefined } })
export const original = (id: string): string => addressOf('/api/evidence/{id}/original', { path: { id } })

export interface Wanted { q: string; kind: string; unused?: boolean; expiringUntil?: string; limit?: number }
export const listEvidence = (wanted: Wanted, cursor: string | null, signal?: AbortSignal) =>
  get('/api/evidence', { query: { ...wanted, cursor, limit: wanted.limit ?? 50 }, signal })
export const loadEvidence = (id: string, signal?: AbortSignal) => get('/api/evidence/{id}', { path: { id }, signal })
export const sendFile = (file: File, key: string, signal: AbortSignal, sent: (bytes: number) => void) =>
  upload<Evidence>(addressOf('/api/evidence/files'), file, { query: { name: file.name }, key, signal, sent })
export const nameRecord = (body: Schema<'EvidenceRecordBody'>) => post('/api/evidence/records', { body })
export const setExpiry = (piece: Evidence, expiresOn: string | undefined) =>
  put('/api/evidence/{id}/expiry', { path: { id: piece.id }, body: { expiresOn }, version: piece.version })
export const takeOut = (piece: Evidence, reason: string) => post('/api/evidence/{id}/removal', { path: { id: piece.id }, body: { reason }, version: piece.version })
export const erase = (piece: Evidence, reason: string) => post('/api/evidence/{id}/erasure', { path: { id: piece.id }, body: { reason }, version: piece.version })

export const ofSheet = (id: string, signal?: AbortSignal): Promise<EvidenceOf> => get('/api/sheets/{id}/evidence', { path: { id }, signal })
export const ofCase = (id: string, signal?: AbortSignal): Promise<EvidenceOf> => get('/api/cases/{id}/evidence', { path: { id }, signal })
export const useFor = (id: string, evidenceId: string, clause: string, line: string) => post('/api/sheets/{id}/evidence', { path: { id }, body: { evidenceId, clause, line } })
export const takeOff = (id: string, link: string, reason: string) => post('/api/sheets/{id}/evidence/{link}/removal', { path: { id, link }, body: { reason } })
