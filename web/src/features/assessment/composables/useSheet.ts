import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import { deliver, discard, hear, waitingFor, write, type Delivered } from '@/shared/lib/outbox'
import { RequestFailed, type Problem } from '@/shared/lib/problem'
import type { Grade } from '@/shared/ui/GradeMark.vue'
import { answerPath, loadChanges, loadSheet, loadStanding, type Answering, type Clause, type ClauseAnswer, type Section, type Sheet, type Standing } from '../api'

/** Two versions of one answer: what I wrote and what stands. */
export interface Conflict { clause: Clause; mine: Answering; theirs: ClauseAnswer }

const POLL_MS = 15_000

/** All clauses below a section, in the order of the standard. */
export const clausesOf = (section: Section): Clause[] => [...section.sections.flatMap(clausesOf), ...section.clauses]

/** One sheet: its standard, its answers, what it comes to; saves by itself, keeps up with the others, and says so. */
export function useSheet(id: Ref<string>) {
  const sheet = shallowRef<Sheet>()
  const standing = shallowRef<Standing>()
  const answers = ref(new Map<string, ClauseAnswer>())
  const problem = shallowRef<Problem>()
  const unsaved = shallowRef<Problem>()
  const conflict = shallowRef<Conflict | null>(null)
  const savedAt = ref<string | null>(null)
  const saving = ref(false)
  /** Clauses others have written since I opened the sheet, and who; gone when I look at them. */
  const fresh = ref(new Map<string, string>())
  /** Who has written since I opened the sheet. */
  const others = ref(new Set<string>())
  let until = ''

  const clauses = computed(() => sheet.value?.sections.flatMap(clausesOf) ?? [])
  const gradeOf = (code: string): Grade => answers.value.get(code)?.grade ?? 'none'
  const mayAnswer = (code: string) => sheet.value?.mayAnswerAll || (sheet.value?.mine.includes(code) ?? false)
  const moments = (all: ClauseAnswer[]) => all.flatMap((each) => [each.at, each.ruling?.at ?? each.at])

  async function load(): Promise<void> {
    try {
      const [loaded, reached] = await Promise.all([loadSheet(id.value), loadStanding(id.value)])
      sheet.value = loaded
      standing.value = reached
      answers.value = new Map(loaded.answers.map((each) => [each.clause, each]))
      until = moments(loaded.answers).reduce((a, b) => (Date.parse(b) > Date.parse(a) ? b : a), '1970-01-01T00:00:00Z')
      problem.value = undefined
      clauses.value.filter((clause) => waitingFor(answerPath(id.value, clause.code))).forEach((clause) => void send(clause))
    } catch (error) {
      if (!(error instanceof RequestFailed)) throw error
      problem.value = error.problem
    }
  }

  /** Shows at once what was pressed; the grade follows with the answer of the server. */
  function show(clause: Clause, body: Answering): void {
    const before = answers.value.get(clause.code)
    answers.value.set(clause.code, { grade: 'none', why: '', at: '', version: 0, ...before, clause: clause.code, ...body })
  }

  async function settled(clause: Clause, result: Delivered | null): Promise<void> {
    if (result?.kind === 'saved') {
      if (!waitingFor(answerPath(id.value, clause.code))) answers.value.set(clause.code, result.value as ClauseAnswer)
      savedAt.value = new Date().toISOString()
      unsaved.value = undefined
      standing.value = await loadStanding(id.value)
    } else if (result?.kind === 'stale' && result.current) {
      const mine = waitingFor(answerPath(id.value, clause.code))?.body as unknown as Answering
      conflict.value = { clause, mine, theirs: result.current as ClauseAnswer }
    } else if (result) unsaved.value = result.problem
    if (result?.kind === 'refused') {
      discard(answerPath(id.value, clause.code))
      const loaded = await loadSheet(id.value)
      answers.value = new Map(loaded.answers.map((each) => [each.clause, each]))
    }
  }

  async function send(clause: Clause): Promise<void> {
    const path = answerPath(id.value, clause.code)
    // What is written while a delivery is under way goes out with it, over the version it brings back.
    if (underWay.has(path)) return
    underWay.add(path)
    saving.value = true
    try {
      const result = await deliver(path).finally(() => underWay.delete(path))
      await settled(clause, result)
      // What waits for the line is sent later by whoever watches it; then this page hears of it.
      if (result?.kind === 'waits') deaf.set(path, hear(path, (later) => later.kind !== 'waits' && void settled(clause, later)))
    } catch (error) {
      if (!(error instanceof RequestFailed)) throw error
      unsaved.value = error.problem
    } finally {
      saving.value = false
    }
  }
  const deaf = new Map<string, () => void>()
  const underWay = new Set<string>()

  /** Saves one clause over the version seen; a version of somebody else's becomes a conflict to be decided. */
  async function save(clause: Clause, body: Answering, over?: number): Promise<void> {
    const seen = over ?? answers.value.get(clause.code)?.version ?? 0
    show(clause, body)
    if (over !== undefined) discard(answerPath(id.value, clause.code))
    write(answerPath(id.value, clause.code), { ...body }, seen)
    await send(clause)
  }

  async function settle(choice: 'mine' | 'theirs'): Promise<void> {
    const open = conflict.value
    if (!open) return
    conflict.value = null
    answers.value.set(open.clause.code, open.theirs)
    if (choice === 'mine') await save(open.clause, open.mine, open.theirs.version)
    else discard(answerPath(id.value, open.clause.code))
  }

  /** Takes in what others have written; what I am writing myself stays mine. */
  async function keepUp(): Promise<void> {
    if (!sheet.value || document.visibilityState === 'hidden') return
    try {
      const changes = await loadChanges(id.value, until)
      until = changes.until
      const news = changes.answers.filter((each) => {
        const mine = answers.value.get(each.clause)
        return (each.version > (mine?.version ?? 0) || each.ruling?.at !== mine?.ruling?.at) && !waitingFor(answerPath(id.value, each.clause))
      })
      news.forEach((each) => {
        answers.value.set(each.clause, each)
        fresh.value.set(each.clause, each.by ?? '')
        if (each.by) others.value.add(each.by)
      })
      sheet.value = { ...sheet.value, assignments: changes.assignments, mine: changes.mine }
      if (news.length) standing.value = await loadStanding(id.value)
    } catch (error) {
      if (!(error instanceof RequestFailed)) throw error
    }
  }

  watch(id, () => void load(), { immediate: true })
  const timer = window.setInterval(() => void keepUp(), POLL_MS)
  onScopeDispose(() => {
    window.clearInterval(timer)
    deaf.forEach((stop) => stop())
  })
  return { sheet, standing, answers, clauses, gradeOf, mayAnswer, problem, unsaved, conflict, savedAt, saving, fresh, others, load, save, settle, keepUp }
}
