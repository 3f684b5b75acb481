import { readonly, ref, shallowRef } from 'vue'
import { put } from './http'
import { RequestFailed, type Problem } from './problem'

/**
 * What a person wrote and the server has not acknowledged. It lies in the browser's storage until then: through a
 * broken line, an expired session, a closed page. One entry per thing; writing again replaces what waits.
 */
export interface Waiting {
  /** The address the content goes to by PUT; it names the thing. */
  path: string
  body: Record<string, unknown>
  /** Version the person saw, sent as If-Match; null where the thing is not versioned. */
  version: number | null
  account: string
  post: string
  /** When it was written, by this machine's clock. */
  at: string
  /** True once it was sent without an answer: it may have arrived. */
  maybeArrived: boolean
}

/** How an attempt to deliver ended. */
export type Delivered =
  | { kind: 'saved'; version: number | null; value: unknown }
  | { kind: 'waits'; problem: Problem }
  | { kind: 'stale'; current: unknown; problem: Problem }
  | { kind: 'refused'; problem: Problem }

const STORE = 'sanhao.outbox'
const count = ref(0)
const owner = shallowRef<{ account: string; post: string } | null>(null)
const hearers = new Map<string, (result: Delivered) => void>()
const sending = new Map<string, Promise<Delivered>>()

/** How many things of this person wait on this machine. */
export const waitingCount = readonly(count)

const all = (): Waiting[] => {
  try {
    return JSON.parse(localStorage.getItem(STORE) ?? '[]') as Waiting[]
  } catch {
    return []
  }
}

const mine = (entry: Waiting): boolean => entry.account === owner.value?.account && entry.post === owner.value.post
const find = (path: string): Waiting | undefined => all().find((entry) => entry.path === path && mine(entry))

function keep(entries: Waiting[]): void {
  localStorage.setItem(STORE, JSON.stringify(entries))
  count.value = entries.filter(mine).length
}

function replace(path: string, entry: Waiting | null): void {
  const rest = all().filter((each) => each.path !== path || !mine(each))
  keep(entry ? [...rest, entry] : rest)
}

/** Does what the server holds already say everything we sent? Then the lost answer was a yes. */
const holds = (current: unknown, body: Record<string, unknown>): boolean =>
  typeof current === 'object' && current !== null &&
  Object.entries(body).every(([key, value]) => JSON.stringify((current as Record<string, unknown>)[key]) === JSON.stringify(value))

const versionIn = (current: unknown): number | null => {
  const version = (current as { version?: unknown } | null)?.version
  return typeof version === 'number' ? version : null
}

async function attempt(entry: Waiting): Promise<Delivered> {
  try {
    const answer = await put<unknown>(entry.path, { body: entry.body, version: entry.version ?? undefined })
    return { kind: 'saved', version: answer.version, value: answer.value }
  } catch (error) {
    if (!(error instanceof RequestFailed)) throw error
    const problem = error.problem
    if (problem.status === 412) {
      if (entry.maybeArrived && holds(problem.current, entry.body)) {
        return { kind: 'saved', version: versionIn(problem.current), value: problem.current }
      }
      return { kind: 'stale', current: problem.current, problem }
    }
    const later = problem.status === 0 || problem.status === 401 || problem.status === 429 || problem.status >= 500
    return { kind: later ? 'waits' : 'refused', problem }
  }
}

/** Sends what waits for this address; one at a time, the newest content last. */
export async function deliver(path: string): Promise<Delivered | null> {
  const running = sending.get(path)
  if (running) await running
  const entry = find(path)
  if (!entry) return null
  const run = attempt(entry)
  sending.set(path, run)
  const result = await run.finally(() => sending.delete(path))
  const now = find(path)
  const rewritten = now !== undefined && now.at !== entry.at
  if (result.kind === 'saved') replace(path, rewritten ? { ...now, version: result.version ?? now.version, maybeArrived: false } : null)
  else if (result.kind === 'waits' && now) replace(path, { ...now, maybeArrived: now.maybeArrived || result.problem.status === 0 || result.problem.status >= 500 })
  hearers.get(path)?.(result)
  return rewritten && result.kind === 'saved' ? deliver(path) : result
}

/** Puts content into the outbox; `deliver` or the next `flush` sends it. */
export function write(path: string, body: Record<string, unknown>, version: number | null): void {
  if (!owner.value) return
  const before = find(path)
  replace(path, {
    path, body, version: before ? before.version : version, ...owner.value,
    at: `${new Date().toISOString()} ${Math.random().toString(36).slice(2)}`, maybeArrived: before?.maybeArrived ?? false,
  })
}

/** What waits for this address, as last written. */
export const waitingFor = (path: string): Waiting | undefined => find(path)

/** Takes back what waits: the person chose the other version, or it was refused and is given up. */
export const discard = (path: string): void => replace(path, null)

/** Calls back with every attempt for the address; returns the way to stop. */
export function hear(path: string, then: (result: Delivered) => void): () => void {
  hearers.set(path, then)
  return () => {
    if (hearers.get(path) === then) hearers.delete(path)
  }
}

/** Sends everything of this person and post. Called after signing in, when the line is back, and now and then. */
export async function flush(): Promise<void> {
  for (const entry of all().filter(mine)) {
    const result = await deliver(entry.path)
    if (result?.kind === 'waits') return
  }
}

/** Whose things may be sent now; nobody's while signed out. */
export function outboxOf(account: string | null, post: string | null): void {
  owner.value = account && post ? { account, post } : null
  count.value = all().filter(mine).length
  if (owner.value) void flush()
}

/** Watches the line and asks again every half minute while something waits. */
export function tendOutbox(): void {
  window.addEventListener('online', () => void flush())
  window.setInterval(() => {
    if (count.value > 0 && navigator.onLine) void flush()
  }, 30_000)
}
