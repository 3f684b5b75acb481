import { RequestFailed, type Problem } from './problem'
import { text } from '../i18n'

/** What a request may carry besides its path. */
export interface Wish {
  body?: unknown
  query?: Record<string, string | number | boolean | null | undefined>
  /** Version the person saw; sent as If-Match. */
  version?: number
  /** Names the action, so that a repeated request acts once; kept by the caller over retries. */
  key?: string
  signal?: AbortSignal
}

/** An answer and the version it bears, if it bears one. */
export interface Answer<T> {
  value: T
  version: number | null
}

let actingPost: string | null = null
let onSignedOut: () => void = () => {}

/** The post this page acts in; repeated with every request, so that two pages never act as different people unseen. */
export function actAs(post: string | null): void {
  actingPost = post
}

/** Called when the session is gone. */
export function whenSignedOut(then: () => void): void {
  onSignedOut = then
}

export function newKey(): string {
  const bytes = new Uint8Array(16)
  crypto.getRandomValues(bytes)
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function cookie(name: string): string | null {
  const found = document.cookie.split('; ').find((part) => part.startsWith(name + '='))
  return found ? decodeURIComponent(found.slice(name.length + 1)) : null
}

/** What every request carries besides its body: who acts, that it is one of ours, which action it is. */
export function headersOf(method: string, key?: string): Record<string, string> {
  const headers: Record<string, string> = { Accept: 'application/json' }
  const token = cookie('XSRF-TOKEN')
  if (method !== 'GET' && token) headers['X-XSRF-TOKEN'] = token
  if (actingPost) headers['Sanhao-Post'] = actingPost
  if (method === 'POST') headers['Idempotency-Key'] = key ?? newKey()
  return headers
}

export function address(path: string, query: Wish['query']): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value))
  }
  const tail = search.toString()
  return tail ? `${path}?${tail}` : path
}

async function problemOf(response: Response): Promise<Problem> {
  try {
    const body = (await response.json()) as Problem
    if (body && body.code) return body
  } catch {
    // Not one of ours: a proxy's page, or nothing at all.
  }
  return { title: text('problem.unreadable'), status: response.status, code: `SH-${response.status}`, wayOut: text('problem.retry') }
}

/** How long a busy server asks us to wait, in ms: seconds or a date, never longer than half a minute. */
export function waitOf(header: string | null, now = Date.now()): number {
  const seconds = Number(header ?? 2)
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header ?? '') - now
  return Math.min(30_000, Math.max(500, Number.isFinite(ms) ? ms : 2000))
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = (end: () => void) => () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', stop)
      end()
    }
    const stop = done(() => reject(new DOMException('', 'AbortError')))
    const timer = setTimeout(done(resolve), ms)
    signal?.addEventListener('abort', stop)
    if (signal?.aborted) stop()
  })
}

/**
 * Keys of actions whose outcome is unknown: the line broke or the server did not say. The same action tried again,
 * by a person or by us, bears the same key and therefore acts once.
 */
const unsettled = new Map<string, string>()
const fingerprint = (path: string, wish: Wish) =>
  wish.body instanceof FormData ? null : `${actingPost} ${path} ${JSON.stringify(wish.body ?? null)}`

/** A page that asks gives up on a line that does not answer, longer than the server itself would wait for anything. */
const GIVE_UP_MS = 40_000

/** Asks until there is an answer, the caller drops the question, or it takes too long, which is a broken line. Changes are never given up. */
async function answerTo(url: string, init: RequestInit & { method: string }, signal: AbortSignal | undefined): Promise<Response> {
  if (init.method !== 'GET') return fetch(url, { ...init, signal })
  const asking = new AbortController()
  const stop = () => asking.abort()
  let late = false
  const timer = setTimeout(() => { late = true; stop() }, GIVE_UP_MS)
  signal?.addEventListener('abort', stop)
  if (signal?.aborted) stop()
  try {
    return await fetch(url, { ...init, signal: asking.signal })
  } catch (error) {
    throw late ? new Error('no answer') : error
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', stop)
  }
}

async function attempt(method: string, path: string, wish: Wish): Promise<Response> {
  const headers = headersOf(method, wish.key)
  if (wish.version !== undefined) headers['If-Match'] = `"${wish.version}"`
  let body: BodyInit | undefined
  if (wish.body instanceof FormData) body = wish.body
  else if (wish.body !== undefined) {
    headers['Content-Type'] = 'application/json'
    body = JSON.stringify(wish.body)
  }
  try {
    return await answerTo(address(path, wish.query), { method, headers, body, credentials: 'same-origin' }, wish.signal)
  } catch (error) {
    if ((error as Error).name === 'AbortError') throw error
    throw new RequestFailed({ title: text('problem.offline'), status: 0, code: 'SH-1204', wayOut: text('problem.offlineWayOut') })
  }
}

async function persist(method: string, path: string, wish: Wish): Promise<Response> {
  let response = await attempt(method, path, wish)
  for (let again = 0; response.status === 503 && again < 2; again++) {
    await pause(waitOf(response.headers.get('Retry-After')), wish.signal)
    response = await attempt(method, path, wish)
  }
  return response
}

/** Sends a request; a busy server is asked again twice, in its own time. */
export async function send<T>(method: string, path: string, wish: Wish = {}): Promise<Answer<T>> {
  const print = method === 'POST' ? fingerprint(path, wish) : null
  const key = wish.key ?? (print ? unsettled.get(print) : undefined) ?? newKey()
  if (print) unsettled.set(print, key)
  const response = await persist(method, path, { ...wish, key })
  if (print && response.status < 500) unsettled.delete(print)
  if (!response.ok) {
    if (response.status === 401 && path !== '/api/session') onSignedOut()
    throw new RequestFailed(await problemOf(response))
  }
  const tag = response.headers.get('ETag')?.match(/"(\d+)"/)
  const value = response.status === 204 ? undefined : await response.json()
  return { value: value as T, version: tag ? Number(tag[1]) : null }
}

export const get = async <T>(path: string, wish?: Wish): Promise<T> => (await send<T>('GET', path, wish)).value
export const post = async <T>(path: string, wish?: Wish): Promise<T> => (await send<T>('POST', path, wish)).value
export const put = async <T>(path: string, wish?: Wish): Promise<Answer<T>> => send<T>('PUT', path, wish)
export const remove = async <T>(path: string, wish?: Wish): Promise<T> => (await send<T>('DELETE', path, wish)).value
