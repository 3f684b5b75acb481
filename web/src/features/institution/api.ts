import { get } from '@/shared/lib/http'
import type { Page } from '@/shared/lib/list'

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

export const listUnits = (filters: { q: string; level: string; type: string }, cursor: string | null, signal: AbortSignal) =>
  get<Page<Unit>>('/api/units', { query: { ...filters, cursor, limit: 50 }, signal })
