import { get, post, put, remove } from '@/shared/lib/http'
import type { Page } from '@/shared/lib/list'

/** An account in a list: whose it is and in which state its door. */
export interface Account {
  id: string
  login: string
  person: string
  personName: string
  unitName: string
  kinds: string[]
  createdAt: string
  lastSeenAt?: string
  lockedUntil?: string
  disabledAt?: string
  disabledWhy?: string
  mustChange: boolean
  secondFactor: boolean
}

export interface Counts {
  all: number
  stale: number
  locked: number
  disabled: number
  neverSeen: number
  secondFactor: number
  staleDays: number
}

/** A first password, in this answer and nowhere else. */
export interface FirstPassword {
  login: string
  password: string
}

/** The rules of the door. */
export interface Policy {
  version: number
  minLength: number
  classes: number
  history: number
  expiryDays: number
  failures: number
  lockMinutes: number
  idleMinutes: number
  absoluteMinutes: number
  staleDays: number
  secondFactor: string[]
}

export interface Decision {
  at: string
  by: string
  policy: Policy
}

export interface AdministratorPost {
  id: string
  kind: string
  title: string
  from: string
  until?: string
}

export const WHICH = ['all', 'stale', 'locked', 'disabled', 'administrators']

export const listAccounts = (filters: { q: string; which: string }, cursor: string | null, signal?: AbortSignal) =>
  get<Page<Account>>('/api/accounts', { query: { ...filters, cursor, limit: 50 }, signal })
export const accountCounts = (signal?: AbortSignal) => get<Counts>('/api/accounts/counts', { signal })
export const openAccount = (person: string, login: string) => post<FirstPassword>('/api/accounts', { body: { person, login } })
export const resetPassword = (id: string) => post<FirstPassword>(`/api/accounts/${id}/reset-password`)
export const disableAccount = (id: string, why: string) => post<Account>(`/api/accounts/${id}/disable`, { body: { why } })
export const enableAccount = (id: string) => post<Account>(`/api/accounts/${id}/enable`)
export const unlockAccount = (id: string) => post<Account>(`/api/accounts/${id}/unlock`)
export const dropSecondFactor = (id: string) => post<Account>(`/api/accounts/${id}/drop-second-factor`)

export const policy = (signal?: AbortSignal) => get<Policy>('/api/security/policy', { signal })
export const decisions = (signal?: AbortSignal) => get<Decision[]>('/api/security/policy/decisions', { signal })
export const setPolicy = ({ version, ...rules }: Policy) => put<Policy>('/api/security/policy', { body: rules, version })

export const postsOf = (person: string, signal?: AbortSignal) => get<AdministratorPost[]>(`/api/people/${person}/posts`, { signal })
export const appoint = (person: string, body: { unit: string; kind: string; title: string; from: string }) => post(`/api/people/${person}/posts`, { body })
export const endPost = (id: string, body: { until: string; why: string }) => post(`/api/posts/${id}/end`, { body })

export const offerSecondFactor = () => post<{ secret: string; uri: string; svg: string }>('/api/session/second-factor')
export const confirmSecondFactor = (code: string) => post('/api/session/second-factor/confirm', { body: { code } })
export const endOtherSessions = () => remove('/api/session/others')
