import { computed, shallowRef } from 'vue'
import { RequestFailed, type Problem } from '@/shared/lib/problem'

const broken = shallowRef<Problem | true | null>(null)

/** What broke a page, so that it says so instead of standing blank. */
export const fault = {
  /** The problem with its trace where the server failed, true where this page did. */
  now: computed(() => broken.value),
  report(error: unknown): void {
    broken.value = error instanceof RequestFailed ? error.problem : true
    if (!(error instanceof RequestFailed)) console.error(error)
  },
  clear(): void {
    broken.value = null
  },
}
