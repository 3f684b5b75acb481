import { effectScope } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { problem, serve, type Says } from '@/test/contract'
import { useDraft, type Draft } from './draft'
import { deliver, flush, outboxOf, waitingCount, waitingFor, write } from './outbox'

type Content = { remark: string }
const PATH = '/api/sheets/1/answers/3.3.2'
const saved = (version: number): Says => ({ body: {}, headers: { ETag: `"${version}"` } })

function draft(start = ''): { draft: Draft<Content>; close: () => void } {
  const scope = effectScope()
  const made = scope.run(() => useDraft<Content>(PATH, { remark: start }, 1))!
  return { draft: made, close: () => scope.stop() }
}

describe('what a person wrote', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    outboxOf('he', 'p1')
  })
  afterEach(() => outboxOf(null, null))

  it('saves itself after a pause, once for many strokes, over the version seen', async () => {
    const seen = serve({ [`PUT ${PATH}`]: [saved(2), saved(3)] })
    const { draft: d, close } = draft()

    d.change({ remark: '检' })
    d.change({ remark: '检验' })
    await vi.advanceTimersByTimeAsync(1000)
    d.change({ remark: '检验科' })
    await vi.advanceTimersByTimeAsync(1000)

    expect(seen.map((each) => [each.headers['If-Match'], each.body])).toEqual([['"1"', { remark: '检验' }], ['"2"', { remark: '检验科' }]])
    expect(d.state.value).toBe('saved')
    expect(waitingCount.value).toBe(0)
    close()
  })

  it('stays on the machine while the line is broken, through a closed page, and goes out when it is back', async () => {
    let line: Says = 'offline'
    const seen = serve({ [`PUT ${PATH}`]: () => line })
    const first = draft()
    first.draft.change({ remark: '断网时写的' })
    await vi.advanceTimersByTimeAsync(1000)
    expect(first.draft.state.value).toBe('local')
    expect(waitingCount.value).toBe(1)
    first.close()

    line = saved(2)
    const second = draft('旧的')
    expect(second.draft.content.value.remark).toBe('断网时写的')
    await vi.advanceTimersByTimeAsync(0)

    expect(second.draft.state.value).toBe('saved')
    expect(seen[seen.length - 1]!.body).toEqual({ remark: '断网时写的' })
    expect(waitingCount.value).toBe(0)
    second.close()
  })

  it('an answer that was lost on the way is recognised when asked again', async () => {
    const stale = problem(412, 'SH-1005', { current: { remark: '写了', version: 2, by: 'he' } })
    serve({ [`PUT ${PATH}`]: ['offline', stale] })

    write(PATH, { remark: '写了' }, 1)
    await deliver(PATH)
    const result = await deliver(PATH)

    expect(result).toMatchObject({ kind: 'saved', version: 2 })
    expect(waitingFor(PATH)).toBeUndefined()
  })

  it('canary: another person who wrote the same words first is a conflict, not a lost answer', async () => {
    serve({ [`PUT ${PATH}`]: problem(412, 'SH-1005', { current: { remark: '写了', version: 2 } }) })

    write(PATH, { remark: '写了' }, 1)

    expect((await deliver(PATH))?.kind).toBe('stale')
  })

  it('a conflict loses neither version: mine is kept on top when I say so', async () => {
    const seen = serve({ [`PUT ${PATH}`]: [problem(412, 'SH-1005', { current: { remark: '她的', version: 5 } }), saved(6)] })
    const { draft: d, close } = draft()
    d.change({ remark: '我的' })
    await vi.advanceTimersByTimeAsync(1000)
    expect(d.state.value).toBe('stale')
    expect(d.current.value).toEqual({ remark: '她的', version: 5 })
    expect(waitingFor(PATH)?.body).toEqual({ remark: '我的' })

    await d.keepMine(5)

    expect(seen[1]!.headers['If-Match']).toBe('"5"')
    expect(d.state.value).toBe('saved')
    close()
  })

  it('choosing the other version leaves mine on record below it', async () => {
    const seen = serve({ [`PUT ${PATH}`]: [problem(412, 'SH-1005', { current: { remark: '她的', version: 5 } }), saved(6), saved(7)] })
    const { draft: d, close } = draft()
    d.change({ remark: '我的' })
    await vi.advanceTimersByTimeAsync(1000)

    await d.takeTheirs({ remark: '她的' }, 5)

    expect(seen.slice(1).map((each) => [each.headers['If-Match'], each.body])).toEqual([['"5"', { remark: '我的' }], ['"6"', { remark: '她的' }]])
    expect(d.content.value.remark).toBe('她的')
    close()
  })

  it('what is written while a save is under way goes out after it, over its version', async () => {
    const gate: { open?: () => void } = {}
    let turn = 0
    const seen = serve({
      [`PUT ${PATH}`]: async () => {
        if (turn++ === 0) await new Promise<void>((resolve) => (gate.open = resolve))
        return saved(turn + 1)
      },
    })
    write(PATH, { remark: '一' }, 1)
    const running = deliver(PATH)
    await vi.advanceTimersByTimeAsync(0)
    write(PATH, { remark: '一二' }, 1)
    gate.open?.()
    await running

    expect(seen.map((each) => [each.headers['If-Match'], each.body])).toEqual([['"1"', { remark: '一' }], ['"2"', { remark: '一二' }]])
    expect(waitingFor(PATH)).toBeUndefined()
  })

  it('is never sent as another person or in another post', async () => {
    const seen = serve({ [`PUT ${PATH}`]: 'offline' })
    write(PATH, { remark: '何的' }, 1)
    await deliver(PATH)

    outboxOf('luo', 'p1')
    await flush()
    outboxOf('he', 'p2')
    await flush()

    expect(seen).toHaveLength(1)
    expect(waitingCount.value).toBe(0)
    outboxOf('he', 'p1')
    expect(waitingCount.value).toBe(1)
  })

  it('waits through an expired session and goes out after signing in', async () => {
    let says: Says = problem(401, 'SH-1002')
    const seen = serve({ [`PUT ${PATH}`]: () => says })
    write(PATH, { remark: '写了' }, 1)
    expect((await deliver(PATH))?.kind).toBe('waits')
    outboxOf(null, null)

    says = saved(2)
    outboxOf('he', 'p1')
    await vi.advanceTimersByTimeAsync(0)

    expect(seen).toHaveLength(2)
    expect(waitingFor(PATH)).toBeUndefined()
  })
})
