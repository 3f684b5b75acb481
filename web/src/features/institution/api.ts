import { get, type Schema } from '@/shared/lib/api'

/** A unit as the register lists it. */
export type Unit = Schema<'InstitutionUnitView'>

export const listUnits = (filters: { q: string; level: string; type: string }, cursor: string | null, signal: AbortSignal) =>
  get('/api/units', { query: { ...filters, cursor, limit: 50 }, signal })
