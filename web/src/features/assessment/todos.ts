import type { RouteLocationRaw } from 'vue-router'
import type { Phase, Work } from './api'

/** One thing to do, in the words of a key with its values; whoever joins features may add more. */
export interface Todo {
  key: string
  words: { key: string; values?: Record<string, unknown> }
  note?: string
  basis?: string
  due?: string
  /** Already on its way with somebody else. */
  waits?: boolean
  action?: { key: string; to: RouteLocationRaw; primary?: boolean }
}

const MANY = 6
const codes = (all: { clause: string }[]) => all.slice(0, MANY).map((each) => each.clause).join('、') + (all.length > MANY ? '…' : '')
const phase = (work: Work, id: string): Phase | undefined => work.phases.find((each) => each.id === id)

/** What follows from the sheet itself: parts handed out, clauses left, wishes refused. */
export function todosOf(work: Work, leads: boolean): Todo[] {
  const sheet = (clause?: string): RouteLocationRaw => ({ name: 'sheet', params: { id: work.part.sheetId }, query: clause ? { clause } : {} })
  const all: Todo[] = []
  for (const handed of work.handed.filter((each) => each.open.length)) {
    const due = handed.part.due
    const who = handed.part.person ?? handed.part.department ?? ''
    if (handed.mine) all.push({ key: `mine ${handed.part.part}`, words: { key: 'assessment.todo.mine', values: { part: `${handed.part.part} ${handed.title}`, n: handed.open.length } }, note: codes(handed.open), due, action: { key: 'assessment.todo.grade', to: sheet(handed.open[0]!.clause), primary: true } })
    else if (leads) all.push({ key: `other ${handed.part.part}`, words: { key: 'assessment.todo.other', values: { who, n: handed.open.length } }, note: codes(handed.open), due, waits: true, action: { key: 'assessment.todo.see', to: sheet(handed.open[0]!.clause) } })
  }
  work.refused.filter((each) => leads || work.mine.some((mine) => mine.clause === each.clause)).forEach((each) =>
    all.push({ key: `refused ${each.clause}`, words: { key: 'assessment.todo.refused', values: { clause: `${each.clause} ${each.title}` } }, note: each.reason, action: { key: 'assessment.todo.see', to: sheet(each.clause) } }))
  if (!leads) return all
  const ownerless = work.open.filter((each) => !work.handed.some((handed) => each.clause === handed.part.part || each.clause.startsWith(handed.part.part + '.')))
  if (ownerless.length) all.push({ key: 'ownerless', words: { key: 'assessment.todo.ownerless', values: { n: ownerless.length } }, note: codes(ownerless), basis: phase(work, 'self-assess')?.basis, due: phase(work, 'self-assess')?.to, action: { key: 'assessment.todo.handOut', to: { name: 'sheetParts', params: { id: work.part.sheetId } } } })
  if (work.waiting.length) all.push({ key: 'waiting', words: { key: 'assessment.todo.waiting', values: { n: work.waiting.length } }, note: codes(work.waiting), waits: true, action: { key: 'assessment.todo.see', to: sheet(work.waiting[0]!.clause) } })
  return all
}
