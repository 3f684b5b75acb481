import { onScopeDispose, readonly, ref, shallowRef, type Ref } from 'vue'
import { deliver, discard, hear, waitingFor, write, type Delivered } from './outbox'
import type { Problem } from './problem'

/** Where the content of a draft is now. */
export type DraftState = 'clean' | 'writing' | 'saved' | 'local' | 'stale' | 'refused'

/** A piece of content that saves itself. */
export interface Draft<B extends Record<string, unknown>> {
  content: Ref<B>
  version: Readonly<Ref<number | null>>
  state: Readonly<Ref<DraftState>>
  /** When it was last saved, by this machine's clock, in ISO form. */
  savedAt: Readonly<Ref<string | null>>
  problem: Readonly<Ref<Problem | undefined>>
  /** On `stale`: what stands on the server now. */
  current: Readonly<Ref<unknown>>
  change: (part: Partial<B>) => void
  /** Sends at once, before leaving the page. */
  now: () => Promise<void>
  /** After a conflict: keep my content (or a merged one) on top of the version that stands. */
  keepMine: (version: number, merged?: Partial<B>) => Promise<void>
  /** After a conflict: mine goes on record as a version of its own, then theirs stands again on top of it. */
  takeTheirs: (content: B, version: number) => Promise<void>
  /** After a refusal: what I wrote is given up. */
  giveUp: (content: B, version: number | null) => void
}

const QUIET_MS = 800

/**
 * A draft of the thing at `path`. What an earlier visit could not send is taken up again, in place of `start`.
 *
 * @param start the content as the server gave it
 * @param startVersion its version, null where the thing is not versioned
 */
export function useDraft<B extends Record<string, unknown>>(path: string, start: B, startVersion: number | null): Draft<B> {
  const left = waitingFor(path)
  const content = shallowRef(left ? { ...start, ...(left.body as Partial<B>) } : start) as Ref<B>
  const version = ref(left ? left.version : startVersion)
  const state = ref<DraftState>(left ? 'local' : 'clean')
  const savedAt = ref<string | null>(null)
  const problem = shallowRef<Problem>()
  const current = shallowRef<unknown>()
  let timer: ReturnType<typeof setTimeout> | undefined

  function settle(result: Delivered): void {
    problem.value = result.kind === 'saved' ? undefined : result.problem
    if (result.kind === 'saved') {
      version.value = result.version ?? version.value
      savedAt.value = new Date().toISOString()
      state.value = waitingFor(path) ? 'writing' : 'saved'
    } else if (result.kind === 'stale') {
      current.value = result.current
      state.value = 'stale'
    } else state.value = result.kind === 'waits' ? 'local' : 'refused'
  }

  async function now(): Promise<void> {
    clearTimeout(timer)
    await deliver(path)
  }

  function change(part: Partial<B>): void {
    content.value = { ...content.value, ...part }
    write(path, content.value, version.value)
    if (state.value === 'stale') return
    state.value = 'writing'
    clearTimeout(timer)
    timer = setTimeout(() => void now(), QUIET_MS)
  }

  async function keepMine(standing: number, merged: Partial<B> = {}): Promise<void> {
    content.value = { ...content.value, ...merged }
    version.value = standing
    discard(path)
    write(path, content.value, standing)
    state.value = 'writing'
    await now()
  }

  async function takeTheirs(theirs: B, standing: number): Promise<void> {
    await keepMine(standing)
    if (state.value !== 'saved') return
    change(theirs)
    await now()
  }

  function giveUp(standing: B, standingVersion: number | null): void {
    discard(path)
    content.value = standing
    version.value = standingVersion
    problem.value = undefined
    state.value = 'clean'
  }

  const deaf = hear(path, settle)
  if (left) void now()
  onScopeDispose(() => {
    if (timer !== undefined && state.value === 'writing') void now()
    clearTimeout(timer)
    deaf()
  })
  return {
    content, version: readonly(version), state: readonly(state), savedAt: readonly(savedAt),
    problem, current, change, now, keepMine, takeTheirs, giveUp,
  }
}
