import { afterEach, describe, expect, it, vi } from 'vitest'
import { problem, serve } from '@/test/contract'
import { actAs, get, post, put, waitOf, whenSignedOut } from './http'
import { RequestFailed } from './problem'

const failure = async (asked: Promise<unknown>): Promise<RequestFailed> => {
  try {
    await asked
  } catch (error) {
    return error as RequestFailed
  }
  throw new Error('was not refused')
}

describe('requests', () => {
  afterEach(() => actAs(null))

  it('a change carries the token of the cookie, the acting post and a key of its own', async () => {
    document.cookie = 'XSRF-TOKEN=t%2B1'
    actAs('p1')
    const seen = serve({ 'POST /api/campaigns': { body: {} } })

    await post('/api/campaigns', { body: { a: 1 } })
    await post('/api/campaigns', { body: { a: 1 } })

    expect(seen[0]!.headers).toMatchObject({ 'X-XSRF-TOKEN': 't+1', 'Sanhao-Post': 'p1' })
    expect(seen[0]!.headers['Idempotency-Key']).toMatch(/^[0-9a-f]{32}$/)
    expect(seen[1]!.headers['Idempotency-Key']).not.toBe(seen[0]!.headers['Idempotency-Key'])
  })

  it('the same change after a broken line bears the same key, another change does not', async () => {
    const seen = serve({ 'POST /api/campaigns': ['offline', 'offline', { body: {} }, { body: {} }] })

    await failure(post('/api/campaigns', { body: { a: 1 } }))
    await failure(post('/api/campaigns', { body: { a: 2 } }))
    await post('/api/campaigns', { body: { a: 1 } })
    await post('/api/campaigns', { body: { a: 1 } })

    const keys = seen.map((each) => each.headers['Idempotency-Key'])
    expect(keys[2]).toBe(keys[0])
    expect(keys[1]).not.toBe(keys[0])
    expect(keys[3]).not.toBe(keys[0])
  })

  it('a busy server is asked again with the same key, in its own time', async () => {
    vi.useFakeTimers()
    const seen = serve({ 'POST /api/x': [{ status: 503, headers: { 'Retry-After': '7' } }, { body: { done: true } }] })

    const asked = post('/api/x')
    await vi.advanceTimersByTimeAsync(6_900)
    expect(seen).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(200)

    expect(await asked).toEqual({ done: true })
    expect(seen[1]!.headers['Idempotency-Key']).toBe(seen[0]!.headers['Idempotency-Key'])
  })

  it('waiting time is read as seconds or as a date and has its limits', () => {
    expect(waitOf('3')).toBe(3000)
    expect(waitOf('0')).toBe(500)
    expect(waitOf('86400')).toBe(30_000)
    expect(waitOf(new Date(10_000).toUTCString(), 4000)).toBe(6000)
    expect(waitOf('soon')).toBe(2000)
    expect(waitOf(null)).toBe(2000)
  })

  it('a question nobody answers is given up and told as a broken line; a change waits', async () => {
    vi.useFakeTimers()
    const signals: (AbortSignal | undefined)[] = []
    vi.stubGlobal('fetch', (_: string, init: RequestInit) => new Promise((_resolve, reject) => {
      const signal = init.signal ?? undefined
      signals.push(signal)
      signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError')))
    }))

    const asked = failure(get('/api/session'))
    const change = post('/api/campaigns', { body: {} })
    change.catch(() => undefined)
    await vi.advanceTimersByTimeAsync(40_000)

    expect((await asked).problem).toMatchObject({ status: 0, code: 'SH-1204' })
    expect(signals[1]).toBeUndefined()
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  it('an abandoned question is not asked again', async () => {
    vi.useFakeTimers()
    const seen = serve({ 'GET /api/x': { status: 503 } })
    const stop = new AbortController()

    const asked = failure(get('/api/x', { signal: stop.signal }) as Promise<unknown>)
    await vi.advanceTimersByTimeAsync(100)
    stop.abort()

    expect((await asked).name).toBe('AbortError')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(seen).toHaveLength(1)
  })

  it('a version goes out as If-Match and comes back from the ETag', async () => {
    const seen = serve({ 'PUT /api/sheets/1': { body: { ok: 1 }, headers: { ETag: '"8"' } } })

    const answer = await put('/api/sheets/1', { body: {}, version: 7 })

    expect(seen[0]!.headers['If-Match']).toBe('"7"')
    expect(answer.version).toBe(8)
  })

  it('a refusal keeps its sentence and code; a page of a proxy becomes one of ours', async () => {
    serve({ 'GET /api/a': problem(409, 'SH-7014'), 'GET /api/b': { status: 502, body: 'Bad gateway' } })

    expect((await failure(get('/api/a'))).problem.code).toBe('SH-7014')
    expect((await failure(get('/api/b'))).problem).toMatchObject({ status: 502, code: 'SH-502' })
  })

  it('an expired session is reported once per answer, except when asking who we are', async () => {
    const gone = vi.fn()
    whenSignedOut(gone)
    serve({ 'GET /api/session': problem(401, 'SH-1002'), 'GET /api/units': problem(401, 'SH-1002') })

    await failure(get('/api/session'))
    expect(gone).not.toHaveBeenCalled()
    await failure(get('/api/units'))
    expect(gone).toHaveBeenCalledTimes(1)
    whenSignedOut(() => undefined)
  })
})
