import { onScopeDispose, readonly, ref, shallowRef, watch, type Ref, type WatchSource } from 'vue'
import { RequestFailed, type Problem } from './problem'

/** What a page shows while it asks: nothing yet, the answer, or why there is none. */
export interface Query<T> {
  data: Readonly<Ref<T | undefined>>
  problem: Readonly<Ref<Problem | undefined>>
  loading: Readonly<Ref<boolean>>
  refresh: () => Promise<void>
}

/** Asks the server, again whenever the watched sources change; an answer that was overtaken is dropped. */
export function useQuery<T>(ask: (signal: AbortSignal) => Promise<T>, on: WatchSource | WatchSource[] = []): Query<T> {
  const data = shallowRef<T>()
  const problem = shallowRef<Problem>()
  const loading = ref(false)
  let running: AbortController | null = null

  async function refresh(): Promise<void> {
    running?.abort()
    const mine = new AbortController()
    running = mine
    loading.value = true
    try {
      const answer = await ask(mine.signal)
      if (running === mine) {
        data.value = answer
        problem.value = undefined
      }
    } catch (error) {
      if (running === mine && error instanceof RequestFailed) problem.value = error.problem
      else if ((error as Error).name !== 'AbortError' && !(error instanceof RequestFailed)) throw error
    } finally {
      if (running === mine) loading.value = false
    }
  }

  watch(on, () => void refresh(), { immediate: true, deep: true })
  onScopeDispose(() => running?.abort())
  return { data: readonly(data) as Readonly<Ref<T | undefined>>, problem, loading: readonly(loading), refresh }
}

/** Runs an action once at a time and keeps what went wrong. */
export function useAction<A extends unknown[], R>(act: (...args: A) => Promise<R>) {
  const busy = ref(false)
  const problem = shallowRef<Problem>()
  async function run(...args: A): Promise<R | undefined> {
    if (busy.value) return undefined
    busy.value = true
    problem.value = undefined
    try {
      return await act(...args)
    } catch (error) {
      if (!(error instanceof RequestFailed)) throw error
      problem.value = error.problem
      return undefined
    } finally {
      busy.value = false
    }
  }
  return { run, busy: readonly(busy), problem }
}
