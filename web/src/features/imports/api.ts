import { get, post } from '@/shared/lib/http'
import type { Page } from '@/shared/lib/list'
import type { Problem } from '@/shared/lib/problem'

/** A file on its way into the register. */
export interface ImportRun {
  id: string
  fileName: string
  fileSize: number
  state: 'queued' | 'checking' | 'ready' | 'faulty' | 'loading' | 'loaded' | 'refused' | 'cancelled' | 'interrupted'
  createdAt: string
  checkedAt?: string
  finishedAt?: string
  done: number
  total: number
  counts: Record<string, number>
  faults: number
  /** Begun by a post of the same scope; others may look only. */
  mine: boolean
  problem?: Problem
}

export interface Fault {
  sheet: string
  line: number
  column: string
  reason: string
}

export interface Slip {
  name: string
  unitName: string
  login: string
  password: string
}

export const AT_WORK = ['queued', 'checking', 'loading']
export const TEMPLATE = '/api/imports/template'

export function upload(file: File, again = false): Promise<ImportRun> {
  const body = new FormData()
  body.append('file', file)
  return post<ImportRun>('/api/imports', { body, query: { again: again || undefined } })
}
export const listImports = (cursor: string | null, signal?: AbortSignal) => get<Page<ImportRun>>('/api/imports', { query: { cursor, limit: 20 }, signal })
export const findImport = (id: string, signal?: AbortSignal) => get<ImportRun>(`/api/imports/${id}`, { signal })
export const listFaults = (id: string, cursor: string | null, signal?: AbortSignal) => get<Page<Fault>>(`/api/imports/${id}/faults`, { query: { cursor, limit: 50 }, signal })
export const loadImport = (id: string) => post<ImportRun>(`/api/imports/${id}/load`)
export const cancelImport = (id: string) => post<ImportRun>(`/api/imports/${id}/cancel`)
export const firstPasswords = (id: string) => post<Slip[]>(`/api/imports/${id}/first-passwords`)
