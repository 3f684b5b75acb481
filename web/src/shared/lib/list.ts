import { computed, onScopeDispose, ref, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { RequestFailed, type Problem } from './problem'

/** One page of a list the server pages by cursor. */
export interface Page<T> {
  items: T[]
  next?: string | null
}

/** A list with its filters, order and place in the address, so that a link shows what I see. */
export interface List<T, F extends string> {
  filters: ComputedRef<Record<F, string>>
  sort: ComputedRef<string>
  rows: Readonly<Ref<readonly T[]>>
  next: Readonly<Ref<string | null>>
  /** True on the first page. */
  atStart: ComputedRef<boolean>
  loading: Readonly<Ref<boolean>>
  problem: Readonly<Ref<Problem | undefined>>
  /** True when any filter differs from its default. */
  filtered: ComputedRef<boolean>
  set: (change: Partial<Record<F, string>>) => void
  sortBy: (key: string) => void
  forward: () => void
  first: () => void
  clear: () => void
  refresh: () => Promise<void>
}

/**
 * Ties a list to the address: `?q=…&sort=-name&cursor=…`. A filter at its default is not written; changing a filter
 * or the order goes back to the first page.
 *
 * @param defaults every filter the list offers, with what it is when the address is silent
 */
export function useList<T, F extends string>(
  defaults: Record<F, string>,
  load: (filters: Record<F, string>, page: { cursor: string | null; sort: string }, signal: AbortSignal) => Promise<Page<T>>,
  defaultSort = '',
): List<T, F> {
  const route = useRoute()
  const router = useRouter()
  const names = Object.keys(defaults) as F[]
  const said = (name: string) => (typeof route.query[name] === 'string' ? (route.query[name] as string) : undefined)
  const filters = computed(
    () => Object.fromEntries(names.map((name) => [name, said(name) ?? defaults[name]])) as Record<F, string>,
  )
  const sort = computed(() => said('sort') ?? defaultSort)
  const cursor = computed(() => said('cursor') ?? null)
  const here = route.path

  const rows = shallowRef<readonly T[]>([])
  const next = ref<string | null>(null)
  const loading = ref(true)
  const problem = shallowRef<Problem>()
  let running: AbortController | null = null

  async function refresh(): Promise<void> {
    running?.abort()
    const mine = new AbortController()
    running = mine
    loading.value = true
    try {
      const answer = await load(filters.value, { cursor: cursor.value, sort: sort.value }, mine.signal)
      if (running !== mine) return
      rows.value = answer.items
      next.value = answer.next ?? null
      problem.value = undefined
    } catch (error) {
      if ((error as Error).name === 'AbortError') return
      if (!(error instanceof RequestFailed)) throw error
      if (running === mine) problem.value = error.problem
    } finally {
      if (running === mine) loading.value = false
    }
  }

  function address(change: Record<string, string | undefined>): Record<string, string> {
    const wanted: Record<string, string | undefined> = { ...filters.value, sort: sort.value, ...change }
    const plain: Record<string, string> = { sort: defaultSort, ...defaults }
    return Object.fromEntries(
      Object.entries(wanted).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== plain[entry[0]]),
    )
  }

  watch([filters, sort, cursor], (now, before) => {
    if (route.path === here && JSON.stringify(now) !== JSON.stringify(before)) void refresh()
  })
  void refresh()
  onScopeDispose(() => running?.abort())

  return {
    filters, sort, rows, next, loading, problem, refresh,
    atStart: computed(() => cursor.value === null),
    filtered: computed(() => names.some((name) => filters.value[name] !== defaults[name])),
    set: (change) => void router.replace({ query: address(change as Record<string, string>) }),
    sortBy: (key) => void router.replace({ query: address({ sort: sort.value === key ? `-${key}` : key }) }),
    forward: () => void (next.value && router.push({ query: address({ cursor: next.value }) })),
    first: () => void router.push({ query: address({}) }),
    clear: () => void router.replace({ query: address({ ...defaults }) }),
  }
}
