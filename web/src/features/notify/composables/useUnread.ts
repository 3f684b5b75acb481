import { onScopeDispose, readonly, ref, watch, type Ref, type WatchSource } from 'vue'
import { RequestFailed } from '@/shared/lib/problem'
import { loadUnread } from '../api'

const MINUTE = 60_000

/** How many messages wait, here and in the person's other offices; undefined until the server has said. */
export interface Unread {
  here: Readonly<Ref<number | undefined>>
  elsewhere: Readonly<Ref<number>>
  refresh: () => Promise<void>
}

/** Asks when the watched sources change and every minute in which the page is looked at. What fails is asked again later. */
export function useUnread(on: WatchSource | WatchSource[]): Unread {
  const here = ref<number>()
  const elsewhere = ref(0)
  let running: AbortController | null = null

  async function refresh(): Promise<void> {
    running?.abort()
    const mine = new AbortController()
    running = mine
    try {
      const unread = await loadUnread(mine.signal)
      if (running !== mine) return
      here.value = unread.here
      elsewhere.value = unread.elsewhere
    } catch (error) {
      if (!(error instanceof RequestFailed) && (error as Error).name !== 'AbortError') throw error
    }
  }

  const looking = () => {
    if (document.visibilityState === 'visible') void refresh()
  }
  const timer = window.setInterval(looking, MINUTE)
  document.addEventListener('visibilitychange', looking)
  watch(on, () => void refresh(), { immediate: true })
  onScopeDispose(() => {
    window.clearInterval(timer)
    document.removeEventListener('visibilitychange', looking)
    running?.abort()
  })
  return { here: readonly(here), elsewhere: readonly(elsewhere), refresh }
}
