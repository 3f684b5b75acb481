import { get, post, put, send } from '@/shared/lib/http'
import type { Page } from '@/shared/lib/list'
import type { Choice } from '@/shared/ui/RemoteSelect.vue'

/** A unit as the register lists it. */
export interface Unit {
  id: string
  version: number
  name: string
  level: string
  type: string
  code?: string
  attributes: Record<string, string | number | boolean>
}

export interface Placement {
  line: string
  under?: string
  underName?: string
  from: string
  until?: string
  reason?: string
}

export interface UnitVersion {
  version: number
  name: string
  type: string
  code?: string
  recordedAt: string
  voidedWhy?: string
}

/** What a correction says; what is absent is empty afterwards. */
export interface Correction {
  name: string
  type: string
  code?: string
  attributes: Record<string, string | number | boolean>
}

export interface Person {
  id: string
  version: number
  name: string
  staffNo?: string
  unit: string
  unitName: string
}

export interface PostTerm {
  id: string
  unit: string
  unitName: string
  line: string
  kind: string
  title: string
  from: string
  until?: string
  endedWhy?: string
}

export const LEVELS = ['nation', 'province', 'city', 'county', 'institution', 'department']

export const listUnits = (filters: { q: string; level: string; type: string }, cursor: string | null, signal: AbortSignal) =>
  get<Page<Unit>>('/api/units', { query: { ...filters, cursor, limit: 50 }, signal })

export const unitCounts = (signal?: AbortSignal) => get<Record<string, number>>('/api/units/counts', { signal })
export const findUnit = (id: string, signal?: AbortSignal) => get<Unit>(`/api/units/${id}`, { signal })
export const unitsAbove = (id: string, signal?: AbortSignal) => get<{ id: string; name: string; level: string }[]>(`/api/units/${id}/above`, { signal })
export const placements = (id: string, signal?: AbortSignal) => get<Placement[]>(`/api/units/${id}/placements`, { signal })
export const unitVersions = (id: string, signal?: AbortSignal) => get<UnitVersion[]>(`/api/units/${id}/versions`, { signal })

export const registerUnit = (body: Correction & { parent: string; level: string; from?: string }) => post<Unit>('/api/units', { body })
export const correctUnit = (id: string, version: number, body: Correction) => put<Unit>(`/api/units/${id}`, { body, version })
export const strikeUnit = async (id: string, version: number, why: string) =>
  (await send<Unit>('POST', `/api/units/${id}/strike`, { body: { why }, version })).value
export const moveUnit = (id: string, body: { line: string; under?: string; from: string; why: string }) => post<Unit>(`/api/units/${id}/move`, { body })
export const leaveLine = (id: string, body: { line: string; until: string; why: string }) => post<Unit>(`/api/units/${id}/leave`, { body })
export const mergeUnit = (id: string, body: { into: string; on: string; why: string }) => post<Unit>(`/api/units/${id}/merge`, { body })

export const listPeople = (filters: { q: string; unit: string }, cursor: string | null, signal: AbortSignal) =>
  get<Page<Person>>('/api/people', { query: { ...filters, cursor, limit: 50 }, signal })
export const headcount = (signal?: AbortSignal) => get<{ people: number; withPost: number }>('/api/people/counts', { signal })
export const findPerson = (id: string, signal?: AbortSignal) => get<Person>(`/api/people/${id}`, { signal })
export const postsOf = (id: string, signal?: AbortSignal) => get<PostTerm[]>(`/api/people/${id}/posts`, { signal })
export const registerPerson = (body: { unit: string; name: string; staffNo?: string }) => post<Person>('/api/people', { body })
export const correctPerson = (id: string, version: number, body: { name: string; staffNo?: string }) => put<Person>(`/api/people/${id}`, { body, version })
export const transferPerson = (id: string, version: number, unit: string) => put<Person>(`/api/people/${id}/unit`, { body: { unit }, version })
export const leaveRegister = async (id: string, version: number, why: string) =>
  (await send<Person>('POST', `/api/people/${id}/leave`, { body: { why }, version })).value
export const appoint = (id: string, body: { unit: string; kind: string; title: string; from?: string }) => post<PostTerm>(`/api/people/${id}/posts`, { body })
export const endPost = (id: string, body: { until: string; why: string }) => post<PostTerm>(`/api/posts/${id}/end`, { body })

/** Units to pick from, by part of the name. */
export const unitChoices = (level = '') => async (q: string): Promise<Choice[]> =>
  (await get<Page<Unit>>('/api/units', { query: { q, level, limit: 20 } })).items.map((unit) => ({ id: unit.id, title: unit.name, note: unit.code }))
