import { get, post } from '@/shared/lib/http'
import type { Page } from '@/shared/lib/list'

export interface TierName { id: string; title: string; provisional: boolean }
export interface PackVersion { id: string; version: string; hash: string; title: string; sample: boolean; tiers: TierName[]; types: string[] }
export interface Phase { id: string; title: string; from?: string; to?: string; basis: string }
export interface Organisation {
  head: string
  deputies: string[]
  members: string[]
  officeAt: string
  officeDirector: string
  officeMembers: string[]
  contact?: string
}
export interface Campaign {
  id: string
  version: number
  pack: PackVersion
  organiserId: string
  organiser: string
  edition: number
  title: string
  state: string
  stateTitle: string
  organisation: Organisation
  phases: Phase[]
  mine: boolean
}
export interface Enrolment { id: string; unitId: string; unit: string; unitType: string; mode: string; priority?: string; target?: string; liaison?: string }
export interface Candidate { id: string; name: string; type: string; attributes: Record<string, unknown> }
export interface Opening {
  packId: string
  packVersion: string
  edition: number
  title: string
  organisation: Organisation
  institutions: { unitId: string; mode: string; priority?: string; target?: string }[]
}

export const listPacks = () => get<PackVersion[]>('/api/packs')
export const listCampaigns = (signal?: AbortSignal) => get<Campaign[]>('/api/campaigns', { signal })
export const loadCampaign = (id: string, signal?: AbortSignal) => get<Campaign>(`/api/campaigns/${id}`, { signal })
export const listEnrolments = (id: string, cursor: string | null, signal: AbortSignal) =>
  get<Page<Enrolment>>(`/api/campaigns/${id}/enrolments`, { query: { cursor, limit: 50 }, signal })
export const openCampaign = (body: Opening, key: string) => post<Campaign>('/api/campaigns', { body, key })
export const publishCampaign = (id: string, version: number) => post<Campaign>(`/api/campaigns/${id}/publish`, { version })

/** Every institution of the scope whose type the pack has a standard for. */
export async function candidates(types: string[]): Promise<Candidate[]> {
  const found: Candidate[] = []
  let cursor: string | null = null
  do {
    const page: { items: Candidate[]; next?: string | null } = await get('/api/units', { query: { level: 'institution', cursor, limit: 200 } })
    found.push(...page.items.filter((unit) => types.includes(unit.type)))
    cursor = page.next ?? null
  } while (cursor)
  return found
}
