import { get } from '@/shared/lib/http'

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

export const listUnits = (query: Record<string, string | undefined>, cursor: string | null) =>
  get<{ items: Unit[]; next?: string | null }>('/api/units', { query: { ...query, cursor, limit: 50 } })
