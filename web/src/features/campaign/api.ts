import { get, post, put, type Schema } from '@/shared/lib/api'
import type { Page } from '@/shared/lib/list'

export type PackVersion = Schema<'CampaignPackView'>
export type TierName = Schema<'CampaignTierView'>
export type Phase = Schema<'CampaignPhaseView'>
export type Organisation = Schema<'CampaignOrganisation'>
export type Campaign = Schema<'CampaignCampaignView'>
export type Enrolment = Schema<'CampaignEnrolmentView'>
export type Candidate = Schema<'CampaignCandidateView'>
export type Preview = Schema<'CampaignPreviewView'>
export type Opening = Schema<'CampaignOpeningBody'>
export type Conclusion = Schema<'PublicationConclusionView'>
/** What is chosen for an institution. */
export interface Picked { target: string; liaison?: { id: string; title: string } }

interface PackName { id: string; version: string }
const placed = ({ id, version }: PackName) => ({ id, version })

export const listPacks = () => get('/api/packs')
export const loadPreview = (pack: PackName, edition: number, signal?: AbortSignal) =>
  get('/api/packs/{id}/{version}/preview', { path: placed(pack), query: { edition }, signal })
export const listCampaigns = (signal?: AbortSignal) => get('/api/campaigns', { signal })
export const loadCampaign = (id: string, signal?: AbortSignal) => get('/api/campaigns/{id}', { path: { id }, signal })
export const listEnrolments = (id: string, cursor: string | null, signal?: AbortSignal) =>
  get('/api/campaigns/{id}/enrolments', { path: { id }, query: { cursor, limit: 50 }, signal })
export const openCampaign = (body: Opening, key: string) => post('/api/campaigns', { body, key })
export const redraftCampaign = (id: string, version: number, body: Opening) => put('/api/campaigns/{id}', { path: { id }, version, body })
export const publishCampaign = (id: string, version: number) => post('/api/campaigns/{id}/publish', { path: { id }, version })
/** What would begin for whom if the campaign ended today. */
export const loadConclusion = (id: string, signal?: AbortSignal) => get('/api/campaigns/{id}/conclusion', { path: { id }, signal })
export const endCampaign = (id: string, version: number) => post('/api/campaigns/{id}/conclusion', { path: { id }, version })
/** People of an institution by part of their name. */
export const peopleOf = async (institution: string, q: string) =>
  (await get('/api/campaigns/staff', { query: { institution, q } })).map((each) => ({ id: each.id, title: each.name, note: each.department }))
/** People of the organiser's whole scope by part of their name. */
export const anybody = async (q: string) =>
  (await get('/api/people', { query: { q, limit: 20 } })).items.map((each) => ({ id: each.id, title: each.name, note: each.unitName }))

async function whole<T>(page: (cursor: string | null) => Promise<Page<T>>): Promise<T[]> {
  const found: T[] = []
  let cursor: string | null = null
  do {
    const next: Page<T> = await page(cursor)
    found.push(...next.items)
    cursor = next.next ?? null
  } while (cursor)
  return found
}
/** Every institution of the scope the pack speaks of. */
export const candidates = (pack: PackName) =>
  whole((cursor) => get('/api/packs/{id}/{version}/candidates', { path: placed(pack), query: { cursor, limit: 200 } }))
export const everyEnrolment = (id: string) =>
  whole((cursor) => get('/api/campaigns/{id}/enrolments', { path: { id }, query: { cursor, limit: 200 } }))
