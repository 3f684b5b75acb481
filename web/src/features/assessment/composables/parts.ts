import type { Section } from '../api'

/** The clause, its section and its chapter, the nearest first: what can be handed to somebody from here. */
export function partsOf(sections: Section[], clause: string): { part: string; title: string }[] {
  for (const section of sections) {
    const own = section.clauses.find((each) => each.code === clause)
    const below = own ? [{ part: own.code, title: own.title }] : partsOf(section.sections, clause)
    if (below.length) return [...below, { part: section.code, title: section.title }]
  }
  return []
}
