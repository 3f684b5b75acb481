import { vi } from 'vitest'

/** A request as the server would see it. */
export interface Seen {
  method: string
  path: string
  query: URLSearchParams
  headers: Record<string, string>
  body: unknown
}

/** What the server answers: a body, or a status with a body and headers, or a broken line. */
export type Says = { status?: number; body?: unknown; headers?: Record<string, string> } | 'offline'

/** What the frame around every page and the front door ask. It is no part of what a test has seen. */
const SHELL: Record<string, Says> = { 'GET /api/messages/unread': { body: { here: 0, elsewhere: 0 } }, 'GET /api/session/oidc': { body: {} } }

/**
 * Stands in for the server. Keys are "GET /api/units"; a list of answers is given one by one, the last one stays.
 * A request nobody foresaw fails the test.
 */
export function serve(routes: Record<string, Says | Says[] | ((seen: Seen) => Says | Promise<Says>)>): Seen[] {
  const seen: Seen[] = []
  const given = new Map<string, number>()
  vi.stubGlobal('fetch', async (address: string, init: RequestInit = {}) => {
    const url = new URL(address, 'http://server')
    const key = `${init.method ?? 'GET'} ${url.pathname}`
    const request: Seen = {
      method: init.method ?? 'GET', path: url.pathname, query: url.searchParams, headers: init.headers as Record<string, string>,
      body: typeof init.body === 'string' ? (JSON.parse(init.body) as unknown) : init.body,
    }
    if (!(key in SHELL) || key in routes) seen.push(request)
    const route = routes[key] ?? SHELL[key]
    if (route === undefined) throw new Error(`the contract has no ${key}`)
    const turn = given.get(key) ?? 0
    given.set(key, turn + 1)
    const says = typeof route === 'function' ? await route(request) : Array.isArray(route) ? route[Math.min(turn, route.length - 1)]! : route
    if (init.signal?.aborted) throw new DOMException('', 'AbortError')
    if (says === 'offline') throw new TypeError('Failed to fetch')
    const status = says.status ?? (says.body === undefined ? 204 : 200)
    return new Response(says.body === undefined ? null : JSON.stringify(says.body), { status, headers: says.headers })
  })
  return seen
}

/** A refusal as the server words it. */
export const problem = (status: number, code: string, more: Record<string, unknown> = {}): Says => ({
  status,
  body: { type: `urn:sanhao:problem:${code}`, title: '不行', status, code, wayOut: '换个办法', ...more },
})

/** The session of a county officer with two posts. */
export const session = (more: Record<string, unknown> = {}) => ({
  account: 'hewenqing',
  person: { name: '何文清' },
  posts: [
    { id: 'p1', title: '经办', unitId: 'u1', unitName: '望溪县卫生健康局', level: 'county', kind: 'handler' },
    { id: 'p2', title: '联络员', unitId: 'u1', unitName: '望溪县卫生健康局', level: 'county', kind: 'handler' },
  ],
  currentPost: 'p1',
  abilities: ['READ_REGISTER'],
  mustChangePassword: false,
  demo: true,
  clock: { today: '2026-09-10', demo: true },
  ...more,
})
