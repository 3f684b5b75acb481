import { addressOf, get, post, type Schema } from '@/shared/lib/api'

/** One line of the log. */
export type Entry = Schema<'AuditEntryView'>

/** What one check of the whole log found. */
export type Check = Schema<'AuditCheckView'>

export type Filter = 'from' | 'to' | 'act' | 'person' | 'name' | 'subject' | 'request' | 'refused'

export const listEntries = (filters: Record<Filter, string>, cursor: string | null, signal: AbortSignal) =>
  get('/api/audit/entries', { query: { ...filters, refused: filters.refused === '' ? '' : filters.refused === 'true', cursor, limit: 50 }, signal })

export const findEntry = (id: string, signal: AbortSignal) => get('/api/audit/entries/{id}', { path: { id }, signal })

export const sealState = (signal: AbortSignal) => get('/api/audit/state', { signal })

export const listActs = (signal: AbortSignal) => get('/api/audit/acts', { signal })

export const checkNow = () => post('/api/audit/checks')

export const EXPORT = addressOf('/api/audit/export')
