import { get, post, type Schema } from '@/shared/lib/api'

export type PackVersion = Schema<'CampaignPackView'>
export type Phase = Schema<'CampaignPhaseView'>
export type Organisation = Schema<'CampaignOrganisation'>
export type Campaign = Schema<'CampaignCampaignView'>
export type Enrolment = Schema<'CampaignEnrolmentView'>
export type Candidate = Schema<'InstitutionUnitView'>
export type Opening = Schema<'CampaignOpeningBody'>

export const listPacks = () => get('/api/packs')
export const listCampaigns = (signal?: AbortSignal) => get('/api/campaigns', { signal })
export const loadCampaign = (id: string, signal?: AbortSignal) => get('/api/campaigns/{id}', { path: { id }, signal })
export const listEnrolments = (id: string, cursor: string | null, signal: AbortSignal) =>
  get('/api/campaigns/{id}/enrolments', { path: { id }, query: { cursor, limit: 50 }, signal })
export const openCampaign = (body: Opening, key: string) => post('/api/campaigns', { body, key })
export const publishCampaign = (id: string, version: number) => post('/api/campaigns/{id}/publish', { path: { id }, version })

/** Every institution of the scope whose type the pack has a standard for. */
export async function candidates(types: string[]): Promise<Candidate[]> {
  const found: Candidate[] = []
  let cursor: string | null = null
  do {
    const page: Schema<'InstitutionUnitViewPage'> = await get('/api/units', { query: { level: 'institution', cursor, limit: 200 } })
    found.push(...page.items.filter((unit) => types.includes(unit.type)))
    cursor = page.next ?? null
  } while (cursor)
  return found
}
