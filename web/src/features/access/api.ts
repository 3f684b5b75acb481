import { get, post, put, remove, type Schema } from '@/shared/lib/api'

/** An account in a list: whose it is and in which state its door. */
export type Account = Schema<'AccessAccountView'>
/** A first password, in this answer and nowhere else. */
export type FirstPassword = Schema<'AccessPasswordView'>
/** The rules of the door. */
export type Policy = Schema<'AccessPolicyView'>
/** What two administrators do to the account of a third. */
export type Repair = Schema<'AccessRepairView'>
/** The same, as the holder of the account reads it. */
export type OwnRepair = Schema<'AccessOwnRepairView'>
export type AdministratorPost = Schema<'InstitutionPostView'>

export const WHICH = ['all', 'stale', 'locked', 'disabled', 'administrators']

export const listAccounts = (filters: { q: string; which: string }, cursor: string | null, signal?: AbortSignal) =>
  get('/api/accounts', { query: { ...filters, cursor, limit: 50 }, signal })
export const accountCounts = (signal?: AbortSignal) => get('/api/accounts/counts', { signal })
export const openAccount = (person: string, login: string) => post('/api/accounts', { body: { person, login } })
export const resetPassword = (id: string) => post('/api/accounts/{id}/reset-password', { path: { id } })
export const disableAccount = (id: string, why: string) => post('/api/accounts/{id}/disable', { path: { id }, body: { why } })
export const enableAccount = (id: string) => post('/api/accounts/{id}/enable', { path: { id } })
export const unlockAccount = (id: string) => post('/api/accounts/{id}/unlock', { path: { id } })
export const dropSecondFactor = (id: string) => post('/api/accounts/{id}/drop-second-factor', { path: { id } })

export const openRepairs = (signal?: AbortSignal) => get('/api/account-repairs', { query: { open: true, limit: 50 }, signal })
export const askRepair = (account: string, what: Repair['what'], why: string) => post('/api/accounts/{id}/repairs', { path: { id: account }, body: { what, why } })
/** Answers a repair; only a confirmed one may bring a password. */
export async function answerRepair(id: string, how: 'confirm' | 'decline' | 'withdraw'): Promise<Schema<'AccessRepairedView'> | undefined> {
  if (how === 'confirm') return post('/api/account-repairs/{id}/confirm', { path: { id } })
  await (how === 'decline' ? post('/api/account-repairs/{id}/decline', { path: { id } }) : post('/api/account-repairs/{id}/withdraw', { path: { id } }))
  return undefined
}
export const readOwnRepairs = () => post('/api/session/repairs/read')

export const policy = (signal?: AbortSignal) => get('/api/security/policy', { signal })
export const decisions = (signal?: AbortSignal) => get('/api/security/policy/decisions', { signal })
export const setPolicy = ({ version, ...rules }: Policy) => put('/api/security/policy', { body: rules, version })

export const postsOf = (person: string, signal?: AbortSignal) => get('/api/people/{id}/posts', { path: { id: person }, signal })
export const appoint = (person: string, body: Schema<'InstitutionNewPost'>) => post('/api/people/{id}/posts', { path: { id: person }, body })
export const endPost = (id: string, body: Schema<'InstitutionEndRequest'>) => post('/api/posts/{id}/end', { path: { id }, body })

export const offerSecondFactor = () => post('/api/session/second-factor')
export const confirmSecondFactor = (code: string) => post('/api/session/second-factor/confirm', { body: { code } })
export const endOtherSessions = () => remove('/api/session/others')

export const dropOwnSecondFactor = (password: string, code: string) => post('/api/session/second-factor/drop', { body: { password, code } })
export const loadProvider = (signal?: AbortSignal) => get('/api/session/oidc', { signal })
export const leaveForProvider = () => post('/api/session/oidc/start')
export const leaveToBind = () => post('/api/session/oidc/start-binding')
export const bindProvider = (code: string, state: string) => post('/api/session/oidc/bind', { body: { code, state } })
export const unbindProvider = () => post('/api/session/oidc/unbind')
