import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import { RequestFailed, type Problem } from '@/shared/lib/problem'
import type { Grade } from '@/shared/ui/GradeMark.vue'
import { loadSheet, loadStanding, saveAnswer, type Answering, type Clause, type ClauseAnswer, type Section, type Sheet, type Standing } from '../api'

/** Two versions of one answer: what I wrote and what stands. */
export interface Conflict { clause: Clause; mine: Answering; theirs: ClauseAnswer }

/** All clauses below a section, in the order of the standard. */
export const clausesOf = (section: Section): Clause[] => [...section.sections.flatMap(clausesOf), ...section.clauses]

/** One sheet: its standard, its answers, what it comes to; saves by itself and says so. */
export function useSheet(id: Ref<string>) {
  const sheet = shallowRef<Sheet>()
  const standing = shallowRef<Standing>()
  const answers = ref(new Map<string, ClauseAnswer>())
  const problem = shallowRef<Problem>()
  const unsaved = shallowRef<Problem>()
  const conflict = shallowRef<Conflict | null>(null)
  const savedAt = ref<string | null>(null)
  const saving = ref(false)

  const clauses = computed(() => sheet.value?.sections.flatMap(clausesOf) ?? [])
  const gradeOf = (code: string): Grade => answers.value.get(code)?.grade ?? 'none'
  const mayAnswer = (code: string) => sheet.value?.mayAnswerAll || (sheet.value?.mine.includes(code) ?? false)

  async function load(): Promise<void> {
    try {
      const [loaded, reached] = await Promise.all([loadSheet(id.value), loadStanding(id.value)])
      sheet.value = loaded
      standing.value = reached
      answers.value = new Map(loaded.answers.map((each) => [each.clause, each]))
      problem.value = undefined
    } catch (error) {
      if (!(error instanceof RequestFailed)) throw error
      problem.value = error.problem
    }
  }

  /** Saves one clause over the version seen; a version of somebody else's becomes a conflict to be decided. */
  async function save(clause: Clause, body: Answering, over?: number): Promise<void> {
    saving.value = true
    try {
      const seen = over ?? answers.value.get(clause.code)?.version ?? 0
      const { value } = await saveAnswer(id.value, clause.code, body, seen)
      answers.value.set(clause.code, value)
      savedAt.value = value.at
      unsaved.value = undefined
      standing.value = await loadStanding(id.value)
    } catch (error) {
      if (!(error instanceof RequestFailed)) throw error
      if (error.stale && error.problem.current) conflict.value = { clause, mine: body, theirs: error.problem.current as ClauseAnswer }
      else unsaved.value = error.problem
    } finally {
      saving.value = false
    }
  }

  async function settle(choice: 'mine' | 'theirs'): Promise<void> {
    const open = conflict.value
    if (!open) return
    conflict.value = null
    answers.value.set(open.clause.code, open.theirs)
    if (choice === 'mine') await save(open.clause, open.mine, open.theirs.version)
  }

  watch(id, () => void load(), { immediate: true })
  return { sheet, standing, answers, clauses, gradeOf, mayAnswer, problem, unsaved, conflict, savedAt, saving, load, save, settle }
}
