import { computed, shallowRef, type Ref } from 'vue'
import { RequestFailed, type Problem } from '@/shared/lib/problem'
import { useQuery } from '@/shared/lib/query'
import { agreeWithBelow, judge, loadCase, loadClauses, loadTrial, type Cell, type ClauseRow } from '../api'

/** What I judged and what a colleague wrote meanwhile. */
export interface Conflict { row: ClauseRow; judged: Record<string, boolean>; reason: string; theirs: Cell }
/** How a clause a level has not drawn comes by its grade: only another level's grade is carried over. */
export function withoutDraw(row: ClauseRow, level: string): 'leftOut' | 'judged' | 'kept' | 'claimed' | 'nobody' {
  if (row.effective === 'NA') return 'leftOut'
  if (!row.origin) return 'nobody'
  if (row.origin === level) return 'judged'
  return row.origin === 'sent-copy' || row.origin === 'living-sheet' ? 'claimed' : 'kept'
}
export type Filter = 'sample' | 'differ' | 'open' | 'same' | 'all'

/** One case on the desk of a level: its clauses side by side, what differs, what is still to be seen. */
export function useDesk(id: Ref<string>, level: Ref<string>) {
  const review = useQuery((signal) => loadCase(id.value, signal), id)
  const clauses = useQuery((signal) => loadClauses(id.value, signal), id)
  const trial = useQuery((signal) => loadTrial(id.value, signal), id)
  const unsaved = shallowRef<Problem>()
  const conflict = shallowRef<Conflict | null>(null)

  const rows = computed(() => clauses.data.value ?? [])
  const route = computed<string[]>(() => review.data.value?.route.map((leg) => leg.level) ?? [])
  /** Whether the person's own level judges; who only reads or records sees the highest level that has spoken. */
  const judges = computed(() => route.value.includes(level.value))
  const spoken = computed(() => route.value.filter((each) => rows.value.some((row) => row.levels[each])))
  const side = computed(() => (judges.value ? level.value : (spoken.value[spoken.value.length - 1] ?? route.value[0] ?? '')))
  /** The level just below this one that judges; undefined for the first. */
  const below = computed(() => route.value[route.value.indexOf(side.value) - 1])
  const own = (row: ClauseRow) => row.levels[level.value]
  const sampled = computed(() => (review.data.value?.sample ? new Set(review.data.value.sample.clauses) : undefined))
  const counts = (row: ClauseRow) => row.self.grade !== 'NA' && (sampled.value?.has(row.code) ?? true)
  const gradeAt = (row: ClauseRow) => row.levels[side.value]?.grade ?? (judges.value ? 'none' : row.effective)
  const differs = (row: ClauseRow) => gradeAt(row) !== 'none' && gradeAt(row) !== row.self.grade
  const isOpen = (row: ClauseRow) => counts(row) && gradeAt(row) === 'none'
  const passes = (row: ClauseRow, by: Filter) => {
    if (by === 'all') return true
    if (by === 'sample') return sampled.value?.has(row.code) ?? false
    return by === 'differ' ? differs(row) : by === 'open' ? isOpen(row) : gradeAt(row) !== 'none' && !differs(row)
  }
  const toSee = computed(() => rows.value.filter(counts).length)
  const seen = computed(() => toSee.value - rows.value.filter(isOpen).length)
  /** Clauses on which the level below agrees with the claim and this level has not spoken. */
  const agreeable = computed(() => {
    const lower = below.value
    return lower ? rows.value.filter((row) => isOpen(row) && row.levels[lower]?.grade === row.self.grade).map((row) => row.code) : []
  })

  async function refresh(): Promise<void> {
    await Promise.all([clauses.refresh(), trial.refresh()])
  }
  async function save(row: ClauseRow, judged: Record<string, boolean>, reason: string, over?: number): Promise<void> {
    try {
      await judge(id.value, row.code, judged, reason, over ?? own(row)?.version ?? 0)
      unsaved.value = undefined
    } catch (error) {
      if (!(error instanceof RequestFailed)) throw error
      if (error.stale && error.problem.current) conflict.value = { row, judged, reason, theirs: error.problem.current as Cell }
      else unsaved.value = error.problem
    }
    await refresh()
  }
  async function settle(choice: 'mine' | 'theirs'): Promise<void> {
    const open = conflict.value
    conflict.value = null
    if (open && choice === 'mine') await save(open.row, open.judged, open.reason, open.theirs.version)
  }
  async function agree(): Promise<number> {
    const { taken } = await agreeWithBelow(id.value, agreeable.value)
    await refresh()
    return taken
  }
  return { review, clauses, trial, unsaved, conflict, rows, judges, side, below, own, gradeAt, sampled, passes, differs, toSee, seen, agreeable, save, settle, agree }
}
