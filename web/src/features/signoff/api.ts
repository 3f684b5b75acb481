import { get, post, put, type Schema } from '@/shared/lib/api'

export type Standing = Schema<'SignoffStandingView'>
export type SignOff = Schema<'SignoffSignOffView'>
export type WaitingRow = Schema<'SignoffWaitingRow'>
export type Chains = Schema<'SignoffChainsView'>
export type Chain = Schema<'SignoffChainView'>

export const loadStanding = (kind: string, subject: string, signal?: AbortSignal) => get('/api/sign-offs/of/{kind}/{subject}', { path: { kind, subject }, signal })
export const listWaiting = (cursor: string | null, signal?: AbortSignal) => get('/api/sign-offs', { query: { cursor, limit: 50 }, signal })
export type Kind = Standing['kind']
export const putUp = (kind: Kind, subject: string) => post('/api/sign-offs', { body: { kind, subject } })
export type Minutes = Schema<'SignoffMinutesBody'>
export const sign = (sheet: SignOff, agreed: boolean, opinion: string, minutes?: Partial<Minutes>) => post('/api/sign-offs/{id}/marks', { path: { id: sheet.id }, version: sheet.version, body: { agreed, opinion, minutes: minutes as Minutes | undefined } })
export const loadChains = (signal?: AbortSignal) => get('/api/sign-off-chains', { signal })
export type ChainStep = Schema<'SignoffStepBody'>
export const setChain = (kind: string, version: number, steps: ChainStep[]) => put('/api/sign-off-chains/{kind}', { path: { kind }, version, body: { steps } })
export type Delegations = Schema<'SignoffDelegationsView'>
export type Delegation = Schema<'SignoffDelegationView'>
export const loadDelegations = (signal?: AbortSignal) => get('/api/sign-off-delegations', { signal })
/** What is left empty the server names, field by field. */
export const lend = (body: Partial<Schema<'SignoffDelegationBody'>>) => post('/api/sign-off-delegations', { body: body as Schema<'SignoffDelegationBody'> })
export const takeBack = (id: string) => post('/api/sign-off-delegations/{id}/withdraw', { path: { id } })
export const contest = (sheet: SignOff, step: number, why: string) => post('/api/sign-offs/{id}/contests', { path: { id: sheet.id }, body: { step, why } })
