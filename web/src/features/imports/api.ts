import { addressOf, get, post, type Schema } from '@/shared/lib/api'

/** A file on its way into the register. */
export type ImportRun = Schema<'ImportsRunView'>
export type Slip = Schema<'ImportsSlip'>

export const AT_WORK = ['queued', 'checking', 'loading']
export const TEMPLATE = addressOf('/api/imports/template')
export const faultFile = (id: string) => addressOf('/api/imports/{id}/faults.xlsx', { path: { id } })

export function upload(file: File, again = false): Promise<ImportRun> {
  const body = new FormData()
  body.append('file', file)
  return post('/api/imports', { body, query: { again: again || undefined } })
}
export const listImports = (cursor: string | null, signal?: AbortSignal) => get('/api/imports', { query: { cursor, limit: 20 }, signal })
export const findImport = (id: string, signal?: AbortSignal) => get('/api/imports/{id}', { path: { id }, signal })
export const listFaults = (id: string, cursor: string | null, signal?: AbortSignal) => get('/api/imports/{id}/faults', { path: { id }, query: { cursor, limit: 50 }, signal })
export const loadImport = (id: string) => post('/api/imports/{id}/load', { path: { id } })
export const cancelImport = (id: string) => post('/api/imports/{id}/cancel', { path: { id } })
export const firstPasswords = (id: string) => post('/api/imports/{id}/first-passwords', { path: { id } })
