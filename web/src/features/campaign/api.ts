import { get, post, type Schema } from '@/shared/lib/api'
import * as http from '@/shared/lib/http'
import type { Page } from '@/shared/lib/list'

export type PackVersion = Schema<'CampaignPackView'>
export type TierName = Schema<'CampaignTierView'>
export type Phase = Schema<'CampaignPhaseView'>
export type Organisation = Schema<'CampaignOrganisation'>
export type Campaign = Schema<'CampaignCampaignView'>
export type Enrolment = Schema<'CampaignEnrolmentView'> & { liaisonId?: string }
export interface Candidate { id: string; name: string; type: string; mode: string; bound: boolean; priority?: string; hasStandard: boolean }
export interface Preview {
  explanation: string
  burden: string
  phases: (Phase & { gate?: string; over: boolean })[]
  groups: { id: string; title: string }[]
  warnings: string[]
  liaisons: number
}
export interface Opening {
  packId: string
  packVersion: string
  edition: number
  title: string
  organisation: Organisation
  institutions: { unitId: string; mode: string; priority?: string; target?: string; liaisonId?: string }[]
}
/** What is chosen for an institution. */
export interface Picked { target: string; liaison?: { id: string; title: string } }

interface PackName { id: string; version: string }
const at = (pack: PackName) => `/api/packs/${pack.id}/${pack.version}`

export const listPacks = () => get('/api/packs')
export const loadPreview = (pack: PackName, edition: number, signal?: AbortSignal) =>
  http.get<Preview>(`${at(pack)}/preview`, { query: { edition }, signal })
export const listCampaigns = (signal?: AbortSignal) => get('/api/campaigns', { signal })
export const loadCampaign = (id: string, signal?: AbortSignal) => get('/api/campaigns/{id}', { path: { id }, signal })
export const listEnrolments = (id: string, cursor: string | null, signal?: AbortSignal) =>
  get('/api/campaigns/{id}/enrolments', { path: { id }, query: { cursor, limit: 50 }, signal })
export const openCampaign = (body: Opening, key: string) => http.post<Campaign>('/api/campaigns', { body, key })
export const redraftCampaign = (id: string, version: number, body: Opening) => http.put<Campaign>(`/api/campaigns/${id}`, { body, version })
export const publishCampaign = (id: string, version: number) => post('/api/campaigns/{id}/publish', { path: { id }, version })
/** People of an institution by part of their name. */
export const peopleOf = async (institution: string, q: string) =>
  (await http.get<{ id: string; name: string; department: string }[]>('/api/campaigns/staff', { query: { institution, q } })).map((each) => ({ id: each.id, title: each.name, note: each.department }))
/** People of the organiser's whole scope by part of their name. */
export const anybody = async (q: string) =>
  (await get('/api/people', { query: { q, limit: 20 } })).items.map((each) => ({ id: each.id, title: each.name, note: each.unitName }))

async function whole<T>(page: (cursor: string | null) => Promise<{ items: T[]; next?: string | null }>): Promise<T[]> {
  const found: T[] = []
  let cursor: string | null = null
  do {
    const next: { items: T[]; next?: string | null } = await page(cursor)
    found.push(...next.items)
    cursor = next.next ?? null
  } while (cursor)
  return found
}
/** Every institution of the scope the pack speaks of. */
export const candidates = (pack: PackName) =>
  whole((cursor) => http.get<Page<Candidate>>(`${at(pack)}/candidates`, { query: { cursor, limit: 200 } }))
export const everyEnrolment = (id: string) =>
  whole((cursor) => http.get<Page<Enrolment>>(`/api/campaigns/${id}/enrolments`, { query: { cursor, limit: 200 } }))
