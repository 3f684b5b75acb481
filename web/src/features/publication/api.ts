import { addressOf, get, post, type Schema } from '@/shared/lib/api'

export type DeskRow = Schema<'PublicationDeskRow'>
export type ObjectionView = Schema<'PublicationObjectionView'>
export type Effect = Schema<'PublicationEffect'>

/** The code without its groups, as addresses have it. */
export const bare = (code: string) => code.replace(/-/g, '')
export const resultFile = (code: string) => addressOf('/api/results/{code}/file', { path: { code: bare(code) } })

export const loadDesk = (cursor: string | null) =>
  get('/api/publication/desk', { query: { cursor, limit: 50 } })
export const loadPublication = (id: string, signal?: AbortSignal) => get('/api/cases/{id}/publication', { path: { id }, signal })
export const myResults = (signal?: AbortSignal) => get('/api/my/results', { signal })
export const answerObjection = (id: string, objection: string, upheld: boolean, reason: string) =>
  post('/api/cases/{id}/objections/{objection}/answer', { path: { id, objection }, body: { upheld, reason } })
export const eraseObjection = (id: string, objection: string, reason: string) =>
  post('/api/cases/{id}/objections/{objection}/erasure', { path: { id, objection }, body: { reason } })
export const openName = (id: string, objection: string, reason: string) =>
  post('/api/cases/{id}/objections/{objection}/opening', { path: { id, objection }, body: { reason } })
