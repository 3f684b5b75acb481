import { get, post, put, type Schema } from '@/shared/lib/api'
import type { Choice } from '@/shared/ui/RemoteSelect.vue'

/** A unit as the register lists it. */
export type Unit = Schema<'InstitutionUnitView'>
export type Placement = Schema<'InstitutionPlacementView'>
export type UnitVersion = Schema<'InstitutionVersionView'>
/** What a correction says; what is absent is empty afterwards. */
export type Correction = Schema<'InstitutionUnitCorrection'>
export type Person = Schema<'InstitutionPersonView'>
export type PostTerm = Schema<'InstitutionPostView'>

export const LEVELS = ['nation', 'province', 'city', 'county', 'institution', 'department']

export const listUnits = (filters: { q: string; level: string; type: string }, cursor: string | null, signal: AbortSignal) =>
  get('/api/units', { query: { ...filters, cursor, limit: 50 }, signal })

export const unitCounts = (signal?: AbortSignal) => get('/api/units/counts', { signal })
export const findUnit = (id: string, signal?: AbortSignal) => get('/api/units/{id}', { path: { id }, signal })
export const unitsAbove = (id: string, signal?: AbortSignal) => get('/api/units/{id}/above', { path: { id }, signal })
export const placements = (id: string, signal?: AbortSignal) => get('/api/units/{id}/placements', { path: { id }, signal })
export const unitVersions = (id: string, signal?: AbortSignal) => get('/api/units/{id}/versions', { path: { id }, signal })

export const registerUnit = (body: Schema<'InstitutionNewUnit'>) => post('/api/units', { body })
export const correctUnit = (id: string, version: number, body: Correction) => put('/api/units/{id}', { path: { id }, version, body })
export const strikeUnit = (id: string, version: number, why: string) => post('/api/units/{id}/strike', { path: { id }, version, body: { why } })
export const moveUnit = (id: string, body: Schema<'InstitutionMoveRequest'>) => post('/api/units/{id}/move', { path: { id }, body })
export const leaveLine = (id: string, body: Schema<'InstitutionLeaveRequest'>) => post('/api/units/{id}/leave', { path: { id }, body })
export const mergeUnit = (id: string, body: Schema<'InstitutionMergeRequest'>) => post('/api/units/{id}/merge', { path: { id }, body })

export const listPeople = (filters: { q: string; unit: string }, cursor: string | null, signal: AbortSignal) =>
  get('/api/people', { query: { ...filters, cursor, limit: 50 }, signal })
export const headcount = (signal?: AbortSignal) => get('/api/people/counts', { signal })
export const findPerson = (id: string, signal?: AbortSignal) => get('/api/people/{id}', { path: { id }, signal })
export const postsOf = (id: string, signal?: AbortSignal) => get('/api/people/{id}/posts', { path: { id }, signal })
export const registerPerson = (body: Schema<'InstitutionNewPerson'>) => post('/api/people', { body })
export const correctPerson = (id: string, version: number, body: Schema<'InstitutionPersonCorrection'>) =>
  put('/api/people/{id}', { path: { id }, version, body })
export const transferPerson = (id: string, version: number, unit: string) => put('/api/people/{id}/unit', { path: { id }, version, body: { unit } })
export const leaveRegister = (id: string, version: number, why: string) => post('/api/people/{id}/leave', { path: { id }, version, body: { why } })
export const appoint = (id: string, body: Schema<'InstitutionNewPost'>) => post('/api/people/{id}/posts', { path: { id }, body })
export const endPost = (id: string, body: Schema<'InstitutionEndRequest'>) => post('/api/posts/{id}/end', { path: { id }, body })

/** Units to pick from, by part of the name. */
export const unitChoices = (level = '') => async (q: string): Promise<Choice[]> =>
  (await get('/api/units', { query: { q, level, limit: 20 } })).items.map((unit) => ({ id: unit.id, title: unit.name, note: unit.code }))
