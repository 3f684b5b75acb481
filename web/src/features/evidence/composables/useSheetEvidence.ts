import { computed, onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import { RequestFailed, type Problem } from '@/shared/lib/problem'
import { ofSheet, takeOff, useFor, type Evidence, type EvidenceOf, type Use } from '../api'

/** Everything behind the clauses of one sheet: asked for once, counted here. */
export function useSheetEvidence(sheet: Ref<string>, load: (id: string, signal: AbortSignal) => Promise<EvidenceOf> = ofSheet) {
  const all = shallowRef<EvidenceOf>({ pieces: [], uses: [] })
  const problem = shallowRef<Problem>()
  let running: AbortController | null = null

  async function refresh(): Promise<void> {
    running?.abort()
    const mine = (running = new AbortController())
    try {
      const loaded = await load(sheet.value, mine.signal)
      if (running === mine) [all.value, problem.value] = [loaded, undefined]
    } catch (error) {
      if ((error as Error).name === 'AbortError') return
      if (!(error instanceof RequestFailed)) throw error
      problem.value = error.problem
    }
  }
  watch(sheet, () => void refresh(), { immediate: true })
  onScopeDispose(() => running?.abort())

  const byId = computed(() => new Map(all.value.pieces.map((piece) => [piece.id, piece])))
  const usesOf = (clause: string): Use[] => all.value.uses.filter((use) => use.clause === clause)
  const piecesOf = (clause: string): Evidence[] =>
    [...new Set(usesOf(clause).map((use) => use.evidenceId))].flatMap((id) => byId.value.get(id) ?? [])
  const counts = computed(() => {
    const perLine = new Map<string, number>()
    for (const use of all.value.uses) {
      if (!use.takenOff) perLine.set(`${use.clause} ${use.line}`, (perLine.get(`${use.clause} ${use.line}`) ?? 0) + 1)
    }
    return perLine
  })
  const countOf = (clause: string, line: string): number => counts.value.get(`${clause} ${line}`) ?? 0

  async function add(piece: Evidence, clause: string, line: string): Promise<void> {
    await useFor(sheet.value, piece.id, clause, line)
    await refresh()
  }
  async function remove(use: Use, reason: string): Promise<void> {
    await takeOff(sheet.value, use.id, reason)
    await refresh()
  }
  return { problem, refresh, usesOf, piecesOf, countOf, add, remove }
}

export type SheetEvidence = ReturnType<typeof useSheetEvidence>
